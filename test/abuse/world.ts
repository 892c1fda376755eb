import { documentKey } from '../../functions/contracts/delivery-documents.ts';
import { openTender } from '../../functions/tendering/open.ts';
import { complete, standard } from '../catalogue/admission-fixtures.ts';
import { barLine, barsOrdered, sha256 } from '../contracts/delivery-calls.ts';
import { itemOf, line, place } from '../contracts/framework.ts';
import { issued, type Settled, settledBetween } from '../contracts/settlement-calls.ts';
import { asking, type Business, business } from '../http/business.ts';
import { bars, opened, report, south, tonnes } from '../joint/calls.ts';
import { supplyPost } from '../market/fixtures.ts';
import { openingOf, start } from '../support/app.ts';
import { enterCommittee } from '../support/committee.ts';
import { freshDb } from '../support/db.ts';
import { type Undoable, undoable } from '../support/undo.ts';
import { type Party, party, pastFreezing, published, putBid, sealed, tenderBody } from '../support/world.ts';

/** A thing by the routes under which it stands. */
export interface Thing {
  readonly name: string;
  readonly of: RegExp;
  readonly ids: Readonly<Record<string, string>>;
}

type Firms = Readonly<
  Record<'builder' | 'county' | 'outsideBuyer' | 'mill' | 'third' | 'reserve' | 'outsideSupplier', Party>
>;

/** Buyers and suppliers, and of everything something that is somebody's. */
export interface World extends Pick<Business, 't'> {
  readonly db: Undoable;
  readonly firms: Firms;
  /** The token of each role; nobody has none. */
  readonly roles: Readonly<Record<string, string | undefined>>;
  readonly things: readonly Thing[];
}

/** What bidders ask whose bids are not opened. */
export const sealedPrice = '3517.25';

/** The moment at which the world is asked. */
export const asked = Date.parse('2026-03-25T10:00:00+08:00');

export async function world(): Promise<World> {
  const db = undoable(await freshDb());
  const { t, firms: three, things: dealings, who } = await business(db);
  const more = await Promise.all(
    (
      [
        ['county', 21, 'buyer'],
        ['outsideBuyer', 22, 'buyer'],
        ['reserve', 23, 'supplier'],
        ['outsideSupplier', 24, 'supplier'],
      ] as const
    ).map(async ([name, n, kind]) => [name, await party(t.call, n, kind)]),
  );
  const firms: Firms = { ...three, ...Object.fromEntries(more) };
  const { done } = asking(t);
  for (const { id, sub } of [firms.builder, firms.mill]) {
    for (const role of ['admin', 'purchaser', 'sales']) {
      await done('put', `/v1/organisations/${id}/members/${sub}-${role}`, sub, { roles: [role] });
    }
    await done('put', `/v1/organisations/${id}/members/several`, sub, { roles: ['purchaser', 'sales'] });
  }
  const { builder, county, outsideBuyer, mill, third, reserve, outsideSupplier } = firms;
  const products = await catalogued(t, firms);
  t.clock.now = start;
  await done('post', '/v1/posts', outsideSupplier, { ...supplyPost, visibility: 'members' });
  const joint = await reporting(t, firms);
  const tenders = await tendered(t, firms);
  const parties = { buyers: [builder, county], winners: [mill, third], reserve };
  const contracts = await contracted(t, await settledBetween(t, parties));
  const { job } = (await t.call('POST', '/v1/exports', { list: 'products', format: 'csv' }, { as: mill.sub })).body;
  t.clock.now = asked;
  db.keep();
  return {
    t,
    db,
    firms,
    roles: {
      anonymous: undefined,
      'user without organisation': 'nobody',
      'user of several': 'several',
      operator: 'operator',
      supervisor: 'supervisor',
      'committee expert': 'expert-1',
      'other expert': 'expert-9',
      'builder admin': `${builder.sub}-admin`,
      'builder purchaser': `${builder.sub}-purchaser`,
      'builder sales': `${builder.sub}-sales`,
      'county buyer': county.sub,
      'outside buyer': outsideBuyer.sub,
      'mill admin': `${mill.sub}-admin`,
      'mill purchaser': `${mill.sub}-purchaser`,
      'mill sales': `${mill.sub}-sales`,
      'third supplier': third.sub,
      'reserve supplier': reserve.sub,
      'outside supplier': outsideSupplier.sub,
      'pending firm': who.pending,
      'rejected firm': who.rejected,
    },
    things: [
      ...dealings.filter(({ of }) => !of.test('')),
      ...products,
      ...joint,
      ...tenders,
      ...contracts,
      ...fixed,
      { name: 'job', of: /\/jobs\//, ids: { id: job } },
      { name: 'own firm', of: /^\/v1\/organisations\/\{id\}/, ids: { id: builder.id, sub: `${builder.sub}-sales` } },
      {
        name: 'rejected firm',
        of: /^\/v1\/organisations\/\{id\}/,
        ids: { id: await idOf(t, who.rejected ?? ''), sub: 'x' },
      },
    ],
  };
}

async function idOf({ call }: Business['t'], as: string): Promise<string> {
  return (await call('GET', '/v1/memberships', undefined, { as })).body.items[0].organisation;
}

/** What stands whatever anybody does, or is nobody's yet. */
const fixed: readonly Thing[] = [
  { name: 'category', of: /^\/v1\/catalogue\/categories\/\{code\}/, ids: { code: 'steel.rebar' } },
  { name: 'rules', of: /^\/v1\/rule-packs/, ids: { regime: 'bidding-compulsory' } },
  { name: 'year', of: /^\/v1\/calendars/, ids: { year: '2027' } },
  { name: 'list', of: /^\/v1\/published-lists/, ids: { key: 'leading-2026' } },
  { name: 'catalogue', of: /^\/v1\/procurement-catalogues\/\{version\}/, ids: { version: '2026-03-02' } },
  { name: 'holder', of: /^\/v1\/ceremony-keys\/\{holder\}/, ids: { holder: `usr_${'a'.repeat(32)}` } },
  { name: 'expert', of: /^\/v1\/experts\/\{sub\}/, ids: { sub: 'expert-9' } },
  { name: 'notice', of: /^\/v1\/inbox\/\{id\}/, ids: { id: 'ntc_0195f000-0000-7000-8000-000000000001' } },
];

/** A product of the mill for all, and one that is a draft. */
async function catalogued(t: Business['t'], { mill }: Firms): Promise<Thing[]> {
  t.clock.now = start;
  const { done } = asking(t);
  const { id: open } = await done('post', '/v1/products', mill, complete);
  await done('post', `/v1/products/${open}/publication`, mill);
  const { id: draft } = await done('post', '/v1/products', mill, { ...complete, title: '草稿' });
  await done('post', `/v1/products/${open}/admission`, mill, { standard });
  return [
    { name: 'product', of: /^\/v1\/products\/\{id\}/, ids: { id: open } },
    { name: 'draft product', of: /^\/v1\/products\/\{id\}/, ids: { id: draft } },
  ];
}

/** A round of the builder, in which a county has reported. */
async function reporting(t: Business['t'], { builder, county }: Firms): Promise<Thing[]> {
  const id = await opened(t, builder, [builder, county]);
  await report(t.call, id, county, [tonnes('20', south)]);
  await report(t.call, id, builder, [bars()]);
  return [{ name: 'round', of: /^\/v1\/demand-rounds\/\{id\}/, ids: { id, org: county.id } }];
}

/** Tenders of the builder: a draft, one that takes bids, and one whose bids its committee judges. */
async function tendered(t: Business['t'], { builder, mill, third, reserve }: Firms): Promise<Thing[]> {
  const { done } = asking(t);
  const { id: draft } = await done('post', '/v1/tenders', builder, tenderBody({ title: '秘密草稿' }));
  const open = await published(t.call, builder, { deadline: '2026-05-20T09:00:00+08:00' });
  const judged = await published(t.call, builder);
  for (const tender of [open, judged]) {
    for (const bidder of [mill, third, reserve]) {
      const answer = await putBid(
        t.call,
        tender,
        bidder,
        await sealed(tender, bidder, tender === open ? sealedPrice : '3400'),
      );
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    }
  }
  for (const sub of ['expert-1', 'expert-9']) {
    await done('put', `/v1/experts/${sub}`, 'operator', { name: sub, specialties: ['steel'], ties: [] });
  }
  const about = { about: 'documents', text: '交货期限过短，请延长。' };
  const { id: objection } = await done('post', `/v1/tenders/${open.id}/objections`, third, about);
  const { id: question } = await done('post', `/v1/tenders/${open.id}/questions`, mill, { text: '交货地点在何处？' });
  pastFreezing(t);
  await openTender(openingOf(t), judged.id);
  await enterCommittee(t, judged, builder);
  const of = /^\/v1\/tenders\/\{id\}/;
  const lot = judged.lots[0]?.id ?? '';
  return [
    { name: 'draft tender', of, ids: { id: draft, bidder: mill.id, lot } },
    {
      name: 'open tender',
      of,
      ids: { id: open.id, bidder: mill.id, lot: open.lots[0]?.id ?? '', question, objection },
    },
    { name: 'judged tender', of, ids: { id: judged.id, bidder: mill.id, lot } },
  ];
}

/** What builder and mill have with each other under an agreement. */
async function contracted(t: Business['t'], its: Settled): Promise<Thing[]> {
  const statement = await issued(t, its);
  const { id: agreement, lead: buyer, supplier } = its;
  const order = { supplier: supplier.id, lines: [line(itemOf('rebar', 0), '5')] };
  const { id: placed } = (await place(t, agreement, buyer, order)).body;
  const ordered = await barsOrdered(t, its, '20');
  const { done } = asking(t);
  await t.files.put(documentKey(ordered, sha256), new Uint8Array([1]), 'application/pdf');
  const { id: delivery } = await done('post', `/v1/call-offs/${ordered}/deliveries`, supplier, {
    lines: [barLine('10')],
  });
  return [
    {
      name: 'agreement',
      of: /^\/v1\/agreements\/\{id\}/,
      ids: { id: agreement, buyer: buyer.id, supplier: supplier.id },
    },
    { name: 'placed call-off', of: /^\/v1\/call-offs\/\{id\}/, ids: { id: placed } },
    { name: 'confirmed call-off', of: /^\/v1\/call-offs\/\{id\}/, ids: { id: ordered } },
    { name: 'delivery', of: /^\/v1\/deliveries\/\{id\}/, ids: { id: delivery, sha256 } },
    { name: 'price index', of: /^\/v1\/price-indices\/\{id\}/, ids: { id: its.index } },
    { name: 'statement', of: /^\/v1\/statements\/\{id\}/, ids: { id: statement } },
    { name: 'supplier', of: /^\/v1\/suppliers\/\{id\}/, ids: { id: supplier.id } },
  ];
}
