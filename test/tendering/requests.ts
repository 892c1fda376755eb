import type { CompetitionRequested } from '../../functions/contracts/events.ts';
import type { JointTenderRequested } from '../../functions/joint/events.ts';
import { tenderingReactions } from '../../functions/tendering/on.ts';
import type { TenderStore } from '../../functions/tendering/store.ts';
import { instant } from '../../shared/kernel/time.ts';
import { putItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import type { TestApp } from '../support/app.ts';
import { deadline, item, type Party } from '../support/world.ts';

type Request<Asked extends { readonly data: object }> = Asked['data'];

/** A participant as a round or an agreement names it. */
export async function named(t: TestApp, { sub, id, name }: Party) {
  const { body } = await t.call('GET', `/v1/organisations/${id}`, undefined, { as: sub });
  return { id, name, uscc: body.uscc as string, division: body.division as string };
}

/** A locked round of two lots, the lead's and another county's demand in the first; `excluded` are their affiliates. */
export async function jointRequest(
  t: TestApp,
  [lead, ...others]: readonly [Party, ...Party[]],
  more: Partial<Request<JointTenderRequested>> = {},
): Promise<Request<JointTenderRequested>> {
  const buyers = await Promise.all([lead, ...others].map((one) => named(t, one)));
  const line = (buyer: string, value: string) => {
    const { category, attributes, quantity, deliveryPoint } = item(value);
    const goods = { category, attributes, quantity, deliveryPoint, deliverBy: '2026-08-30' };
    return { item: t.deps.id('item'), line: t.deps.id('demandLine'), buyer, ...goods } as const;
  };
  return {
    round: t.deps.id('round'),
    tender: t.deps.id('tender'),
    hash: 'ab'.repeat(32),
    requestedAt: instant(t.clock.now),
    lead: buyers[0] as (typeof buyers)[number],
    buyers,
    excluded: buyers.map(({ uscc }) => uscc),
    title: '2026年度螺纹钢联合采购',
    regime: 'soe-voluntary',
    deadline: new Date(deadline).toISOString(),
    bidValidityDays: 90,
    lots: [
      {
        id: t.deps.id('lot'),
        title: '螺纹钢（三元片区）',
        items: buyers.map(({ id }, at) => line(id, `${(at + 1) * 100}`)),
      },
      { id: t.deps.id('lot'), title: '螺纹钢（沙县片区）', items: [line(lead.id, '50')] },
    ],
    ...more,
  } as Request<JointTenderRequested>;
}

/** Asks for the draft as the stream does; the estimates stand beside the round's event. */
export async function askForJoint(
  t: TestApp,
  data: Request<JointTenderRequested>,
  estimates: object = {},
  tenders: TenderStore = t.deps.tenders,
): Promise<void> {
  const sidecar = { salt: 'salt', value: JSON.stringify(estimates) };
  await putItem(t.db, keys.sidecar(data.round, 7, 'estimates'), sidecar);
  const event = {
    id: `${data.round}/7`,
    aggregateId: data.round,
    seq: 7,
    at: instant(t.clock.now),
    type: 'JointTenderRequested',
    data: data as never,
  };
  await tenderingReactions({ ...t.deps, tenders }).react(event);
}

/** A second stage for one item, between members at these agreed prices, told by the agreement's item. */
export async function competitionRequest(
  t: TestApp,
  buyer: Party,
  members: readonly (readonly [Party, string])[],
  excluded: readonly string[] = [],
): Promise<Request<CompetitionRequested>> {
  const [agreed, own] = [t.deps.id('item'), t.deps.id('item')];
  return {
    agreement: t.deps.id('agreement'),
    tender: t.deps.id('tender'),
    requestedAt: instant(t.clock.now),
    buyer: await named(t, buyer),
    title: '螺纹钢框架协议二次竞价',
    deadline: new Date(deadline).toISOString(),
    lots: [{ id: t.deps.id('lot'), title: '螺纹钢', items: [{ id: own, ...item('100') }] }],
    members: members.map(([{ id: supplier }, amount]) => ({
      supplier,
      prices: [{ item: agreed, unitPrice: { amount, currency: 'CNY' } }],
    })),
    itemOf: { [own]: agreed },
    excluded,
  } as Request<CompetitionRequested>;
}

export const askForCompetition = (t: TestApp, data: Request<CompetitionRequested>): Promise<void> =>
  tenderingReactions(t.deps).react({
    id: `${data.agreement}/3`,
    aggregateId: data.agreement,
    seq: 3,
    at: instant(t.clock.now),
    type: 'CompetitionRequested',
    data: data as never,
  });
