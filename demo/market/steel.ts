import { listProduct } from '../steps.ts';
import { type Accepted, deal, type Market, ordered } from './cast.ts';
import {
  attributesOf,
  codes,
  combined,
  demands,
  lead,
  listingOf,
  stocks,
  tonnesOf,
  total,
  type Who,
  yuan,
} from './numbers.ts';

interface Post {
  readonly id: string;
  readonly poster: { readonly id: string; readonly name: string };
  readonly quantity?: { readonly value: string };
  readonly flags: readonly { readonly title: string }[];
}
interface Combination {
  readonly amount: { readonly amount: string };
  readonly gap: string;
  readonly suppliers: number;
  readonly missing: { readonly value: string };
  readonly byHand: { readonly covered: { readonly value: string } };
  readonly items: readonly {
    readonly post: Post;
    readonly quantity: { readonly value: string };
    readonly landed: { readonly total: string };
  }[];
}
interface Matches {
  readonly items: readonly {
    readonly post: Post;
    readonly score: string;
    readonly factors: readonly { readonly why: { readonly zh: string } }[];
  }[];
  readonly explained?: {
    readonly matches: boolean;
    readonly failures: readonly { readonly why: { readonly zh: string } }[];
  };
}

const fen = (amount: string): bigint => BigInt(amount.replace('.', ''));

/** A leading firm asks for 5,000 t in four specs; six mills' products combine to serve it. */
export async function buySteel(cast: Market): Promise<void> {
  await publishList(cast);
  await listProducts(cast);
  const posts = await postDemands(cast);
  await look(cast, posts);
  const chosen = await combine(cast, posts);
  await order(cast, chosen);
}

/** The lists of leading firms are the authorities', entered with source and date. */
async function publishList({ api, step, say }: Market): Promise<void> {
  step('运营方录入已公布的龙头企业名单');
  const list = {
    kind: 'leading',
    title: '三明市重点产业龙头企业名单（2026年）',
    source: '明工信〔2026〕8号',
    publishedOn: '2026-01-15',
    firms: [{ name: '三明市绿都嘉和投资集团有限公司', uscc: codes[lead] }],
  };
  await api.put('/v1/published-lists/longtou-2026', list, 'operator');
  say('名单只作标识，撮合不计分');
}

/** What is published in the catalogue stands in the market by itself. */
async function listProducts({ api, step, check, until }: Market): Promise<void> {
  step('六家钢企在目录发布商品，自动成为供应信息');
  for (const stock of stocks) await listProduct(api, listingOf(stock));
  const supplies = await until('供应信息已自动发布', async () => {
    const { items } = await api.get<{ items: Post[] }>('/v1/posts?kind=supply&category=steel.rebar&limit=100');
    return items.length >= stocks.length ? items : undefined;
  });
  check(`供应信息 ${stocks.length} 条`, supplies.length, stocks.length);
}

async function postDemands({ api, step, check, refused, firm }: Market): Promise<ReadonlyMap<number, string>> {
  step('龙头企业发布需求：四种规格共 5,000 吨，数量仅会员可见');
  const demand = (diameter: number, value: string, more: object = {}) => ({
    kind: 'demand',
    category: 'steel.rebar',
    attributes: { grade: { atLeast: 'HRB400' }, diameter, length: 12 },
    quantity: tonnesOf(value),
    quantityHidden: true,
    window: { from: '2026-03-10', to: '2026-04-30' },
    place: { division: '350404', address: '三元区徐碧项目部' },
    text: `徐碧片区项目用钢 Φ${diameter}`,
    expiresAt: '2026-04-30T00:00:00+08:00',
    ...more,
  });
  const reversed = demand(20, '10', { attributes: { diameter: { min: 25, max: 16 } } });
  await refused('直径下限大于上限', 'range-reversed', 'POST', '/v1/posts', reversed, firm[lead].sub);
  const posts = new Map<number, string>();
  for (const [diameter, value] of Object.entries(demands)) {
    const { id } = await api.post<Post>('/v1/posts', demand(Number(diameter), value), firm[lead].sub);
    posts.set(Number(diameter), id);
  }
  const first = await api.get<Post>(`/v1/posts/${posts.get(16)}`);
  check(
    '公众看到龙头标识，看不到数量',
    [first.flags.map(({ title }) => title), first.quantity],
    [['三明市重点产业龙头企业名单（2026年）'], undefined],
  );
  const seen = await api.get<Post>(`/v1/posts/${posts.get(16)}`, firm.闽岳.sub);
  check('会员看得到数量', seen.quantity?.value, demands[16]);
  return posts;
}

async function look({ api, step, say, check, until, firm }: Market, posts: ReadonlyMap<number, string>): Promise<void> {
  step('撮合：每个匹配都说明理由，不匹配也说明为什么');
  const path = `/v1/posts/${posts.get(20)}/matches`;
  const { items } = await until('Φ20 的四个匹配', async () => {
    const found = await api.get<Matches>(path, firm[lead].sub);
    return found.items.length === 4 ? found : undefined;
  });
  for (const { post, score, factors } of items) {
    say(`${score} 分 ${post.poster.name}：${factors.map(({ why }) => why.zh).join('；')}`);
  }
  check(
    '从高分到低分',
    items.map(({ score }) => Number(score)).every((score, at, all) => at === 0 || score <= (all[at - 1] ?? 0)),
    true,
  );
  const other = await api.get<Matches>(`/v1/posts/${posts.get(16)}/matches`, firm[lead].sub);
  const { explained } = await api.get<Matches>(`${path}?explain=${other.items[0]?.post.id}`, firm[lead].sub);
  check('Φ16 的供应为什么不匹配 Φ20 的需求', [explained?.matches, explained?.failures.length], [false, 1]);
  for (const { why } of explained?.failures ?? []) say(why.zh);
}

/** By diameter: whom to buy what from, at which price. */
type Chosen = readonly {
  readonly diameter: number;
  readonly post: string;
  readonly mill: Who;
  readonly tonnes: string;
  readonly price: string;
}[];

async function combine(
  { api, step, say, check, nameOf, firm }: Market,
  posts: ReadonlyMap<number, string>,
): Promise<Chosen> {
  step('组合：整车、起订量、库存，到货总价最低，附下界');
  const chosen: Chosen[number][] = [];
  const mills = new Set<Who>();
  for (const [diameter, post] of posts) {
    const found = await api.get<Combination>(`/v1/posts/${post}/combination`, firm[lead].sub);
    const lines = found.items.map((line) => ({
      diameter,
      post: line.post.id,
      mill: nameOf(line.post.poster.id) as Who,
      tonnes: String(Number(line.quantity.value)),
      price: line.landed.total,
    }));
    for (const line of lines) mills.add(line.mill);
    chosen.push(...lines);
    const wanted = combined[diameter];
    check(
      `Φ${diameter}：${lines.map(({ mill, tonnes }) => `${mill} ${tonnes}`).join('，')}，共 ${found.amount.amount} 元`,
      [
        Object.fromEntries(lines.map(({ mill, tonnes }) => [mill, tonnes])),
        found.amount.amount,
        Number(found.missing.value),
      ],
      [Object.fromEntries(wanted?.lines ?? []), wanted?.amount, 0],
    );
    if (diameter === 20) check('逐家从低价买起反而凑不齐', Number(found.byHand.covered.value), 1540);
    say(`与下界相差 ${found.gap}`);
  }
  check('六家共同供应', mills.size, 6);
  return chosen;
}

/** Each line of the sets: asked, quoted as listed, accepted, ordered. */
async function order(cast: Market, chosen: Chosen): Promise<void> {
  const { step, check, firm } = cast;
  step('询价、报价、承诺：一条一单，金额精确到分');
  const accepted: Accepted[] = [];
  for (const { diameter, post, mill, tonnes, price } of chosen) {
    const quote = {
      attributes: attributesOf(diameter),
      quantity: tonnesOf(tonnes),
      unitPrice: yuan(Number(price).toFixed(2)),
      taxIncluded: true,
      taxRate: '0.13',
      deliverTo: { division: '350404', address: '三元区徐碧项目部' },
      deliverBy: '2026-03-31',
      paymentDays: 30,
      validUntil: '2026-03-10T18:00:00+08:00',
    };
    const text = `徐碧片区项目需 Φ${diameter} 螺纹钢 ${tonnes} 吨，请按目录价报价。`;
    accepted.push(await deal(cast, { post, enquirer: lead, offers: mill, wants: lead, text, quote }));
  }
  const sum = accepted.reduce((all, one) => all + fen(one.total.amount), 0n);
  check('十三条报价之和等于四个组合之和', String(sum), String(fen(total)));
  for (const [at, { callOff }] of accepted.entries()) {
    const { status } = await ordered(cast, `订单 ${at + 1} 已生成并确认`, callOff, firm[lead].sub);
    if (status !== 'confirmed') throw new Error(`${callOff} is ${status}`);
  }
}
