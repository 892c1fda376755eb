import type { Client } from '../../../demo/client.ts';
import { waitFor } from '../../../demo/stage.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

const [buys, sells, other] = [person('purchaser').sub, person('supplier').sub, person('user').sub];
const minute = 60_000;

interface Made {
  readonly id: string;
}

/** The platform's time, which its answers bear. */
async function now(api: Client): Promise<number> {
  const { now: at } = await api.get<{ now: string }>('/dev/clock');
  return Date.parse(at);
}
const instant = (ms: number): string => new Date(ms).toISOString();
/** The day in Shanghai. */
const dayOf = (ms: number): string => instant(ms + 8 * 60 * minute).slice(0, 10);

const terms = {
  host: '三明市工业和信息化局',
  place: { division: '350404', address: '三元区会展中心二楼' },
  tables: 10,
  places: 40,
  subjects: ['steel.rebar', 'cement.common', 'turning'],
  remark: '请带样品和质量证明；8:40 签到。',
};

async function organisationOf(api: Client, sub: string): Promise<string> {
  const { items } = await api.get<{ items: readonly { readonly organisation: string }[] }>('/v1/memberships', sub);
  return items[0]?.organisation ?? '';
}

async function postOf(api: Client, sub: string): Promise<readonly string[]> {
  const { items } = await api.get<{ items: readonly Made[] }>(
    `/v1/posts?poster=${await organisationOf(api, sub)}&limit=5`,
    sub,
  );
  return items.map(({ id }) => id);
}

async function register(api: Client, event: string): Promise<void> {
  const wanted = {
    kind: 'demand',
    category: 'steel.rebar',
    attributes: { grade: { atLeast: 'HRB400' }, diameter: { min: 16, max: 25 } },
    quantity: { value: '800', unit: 'TNE', basis: 'theoretical' },
    window: { from: '2026-03-10', to: '2026-04-20' },
    place: { division: '350404', address: '列东街项目部' },
    expiresAt: '2026-04-20T00:00:00+08:00',
  };
  const { id } = await api.post<Made>('/v1/posts', wanted, buys);
  const people = [{ name: '林启明', title: '采购经理', phone: '0598-5550101' }];
  const path = `/v1/matchmaking-events/${event}/registration`;
  const put = (sub: string, body: object) =>
    waitFor('the posts are heard of', async () => (await api.ask('PUT', path, { as: sub, body })).status === 200);
  await put(buys, { people, posts: [id] });
  for (const [sub, name] of [
    [sells, '陈国栋'],
    [other, '罗雅琴'],
  ] as const) {
    await put(sub, { people: [{ name, title: '销售经理' }], posts: await postOf(api, sub), absent: [1] });
  }
  await put(buys, { people, posts: [id], wishes: [await organisationOf(api, other)] });
}

let announced: Promise<string> | undefined;
/** An event for which firms can register, and some have. */
async function announce(api: Client): Promise<string> {
  const day = '2026-03-20';
  const slots = ['09:00', '09:20', '09:40', '10:00', '10:20'].map((from) => ({
    from: `${day}T${from}:00+08:00`,
    to: instant(Date.parse(`${day}T${from}:00+08:00`) + 20 * minute),
  }));
  const closes = { registrationClosesAt: '2026-03-18T18:00:00+08:00' };
  const event = { ...terms, ...closes, title: '钢材建材“手拉手”对接会', day, slots };
  const { id } = await api.post<Made>('/v1/matchmaking-events', event, 'operator');
  await register(api, id);
  return id;
}

let held: Promise<{ readonly event: string; readonly intent: string }> | undefined;
/** An event whose registration closes within seconds, with its timetable and the first intent. */
async function hold(api: Client) {
  const at = await now(api);
  const closes = at + 30_000;
  const slots = [0, 20, 40].map((from) => ({
    from: instant(closes + from * minute),
    to: instant(closes + (from + 20) * minute),
  }));
  const event = { ...terms, title: '建材供需“手拉手”对接会', day: dayOf(closes), slots };
  const body = { ...event, registrationClosesAt: instant(closes) };
  const { id } = await api.post<Made>('/v1/matchmaking-events', body, 'operator');
  await register(api, id);
  const path = `/v1/matchmaking-events/${id}`;
  await waitFor('registration has closed', async () => (await now(api)) >= closes);
  const { job } = await api.post<{ job: string }>(`${path}/timetable`, undefined, 'operator');
  await waitFor('the timetable is made', async () => {
    const { status } = await api.get<{ status: string }>(`/v1/jobs/${job}`, 'operator');
    return status === 'succeeded';
  });
  await api.post(`${path}/timetable/publication`, undefined, 'operator');
  const intent = await api.post<Made>(
    `${path}/intents`,
    {
      with: [await organisationOf(api, sells)],
      subject: 'steel.rebar',
      quantity: { value: '200', unit: 'TNE', basis: 'theoretical' },
      estimate: { amount: '690000.00', currency: 'CNY' },
      remark: '3 月下旬分两批送到列东。',
    },
    buys,
  );
  return { event: id, intent: intent.id };
}
const holding = (api: Client) => {
  held ??= hold(api);
  return held;
};

export const samples: Samples = {
  event: (api) => {
    announced ??= announce(api);
    return announced;
  },
  heldEvent: async (api) => (await holding(api)).event,
  intent: async (api) => (await holding(api)).intent,
};
