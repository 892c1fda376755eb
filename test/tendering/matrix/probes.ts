import { CompactEncrypt, type JWK } from 'jose';
import { sha256Hex } from '../../../shared/sealing/hash.ts';
import { sealBid } from '../../../shared/sealing/seal.ts';
import { dealt } from '../../support/ceremony.ts';
import { nonce, tenderBody } from '../../support/world.ts';
import { lot } from '../fixtures.ts';
import { bidders, members, organisationOf, type Role } from './cast.ts';
import * as c from './committee-events.ts';
import * as e from './events.ts';
import { ids, madeOnce, type Setting } from './setting.ts';

/** A question to the application: an operation of the OpenAPI document, and a body that is right in some state. */
export interface Probe {
  readonly operation: string;
  /** Which of several bodies of one operation. */
  readonly about?: string;
  /** Values of the path that are not those of `ids`. */
  readonly places?: Readonly<Record<string, string>>;
  body?(w: Setting, role: Role): unknown;
}

const of = (operation: string, body?: unknown, about?: string): Probe => ({
  operation: operation.replace(' ', ' /v1/tenders/{id}'),
  ...(about === undefined ? {} : { about }),
  ...(body === undefined ? {} : { body: typeof body === 'function' ? (body as Probe['body'] & {}) : () => body }),
});

const later = '2026-04-30T09:00:00+08:00';
const [first, second] = bidders;

/** The bidder that a role is, or one that it is not. */
const bidderFor = (role: Role): string => organisationOf(role) ?? first.id;

const sealedFor = (w: Setting, supplier: string, twice: boolean) =>
  madeOnce(w, `${supplier} ${twice}`, () => sealedBid(w, supplier, twice));

async function sealedBid({ id, sealing, ceremony }: Setting, supplier: string, twice: boolean) {
  const item = { unitPrice: { amount: '3333', currency: 'CNY' as const }, taxIncluded: true, taxRate: '0.13' };
  const itemId = ids.lot.replace('lot', 'itm');
  const disclosed = {
    tender: id,
    supplier,
    documentsVersion: 1,
    lots: [{ lotId: ids.lot, items: [{ itemId, ...item }] }],
    validUntil: '2030-12-31',
    nonce: nonce(),
  };
  const keys = { key: { ...sealing }, ...(twice ? { ceremonyKey: { ...ceremony } } : {}) };
  const envelope = await sealBid({ disclosed, private: { answers: {}, nonce: nonce() }, ...keys });
  return { envelope, documentsVersion: 1 };
}

/** A share of the right form; which share it is only the opening sees. */
async function shareOf({ id, holders, ceremony, sealing }: Setting): Promise<object> {
  const header = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM', typ: 'jicai-share+json', kid: sealing.kid, tnd: id };
  const sealed = await new CompactEncrypt(new TextEncoder().encode('{}'))
    .setProtectedHeader({ ...header, hld: holders[0]?.holder, cer: ceremony.kid })
    .encrypt({ ...sealing } as JWK);
  return { sealed };
}

const person = ({ sub, name }: (typeof members)[number]) => ({ sub, name });
const committee = { members: members.map(({ kind, chair, ...one }) => ({ kind, chair, ...person(one as never) })) };
const pool = { name: '福建省综合性评标专家库', reference: 'FJ-2026-000317' };
const succession = { lot: ids.lot, ground: 'withdrew', reason: '放弃中标。' };
const answer = (decision: string, remedy?: string) => ({
  decision,
  answer: '答复如下。',
  ...(remedy ? { remedy } : {}),
});
const decision = (decided: string, more: object = {}) => ({ decision: decided, reasons: '理由如下。', ...more });

/** The first lot alone. */
const { estimate: _, ...fewer } = lot(1);

/** Every command, with a body that would be right in the state that it is for. */
export const commands: readonly Probe[] = [
  of('PATCH ', { title: '2026年度螺纹钢采购（修订）' }),
  of('PATCH ', { lots: [fewer] }, 'fewer lots'),
  of('POST /publication'),
  of('POST /check'),
  of('POST /cancellation', { reason: '项目取消' }),
  of('POST /documents', {
    name: '图纸.pdf',
    mediaType: 'application/pdf',
    size: 3,
    sha256: sha256Hex('图纸'),
  }),
  of('DELETE /documents/{document}'),
  of('POST /questions', { text: '交货地点在何处？' }),
  of('POST /questions/{question}/answer', { answer: '见第三章。' }),
  of('POST /clarifications', { text: '补充图纸说明。', affectsBids: false, files: [] }, 'of no effect on bids'),
  of('POST /clarifications', { text: '交货期改为十日。', affectsBids: true, files: [ids.document] }, 'that moves bids'),
  of('POST /amendments', { changes: { deadline: later }, reason: '修改指标', files: [ids.document] }),
  of('PUT /ceremony', (w: Setting) => madeOnce(w, 'ceremony', () => dealt(w.id, 2, w.holders))),
  of('POST /ceremony/confirmations', ({ holders, ceremony }: Setting) => ({
    ceremony: ceremony.kid,
    commitment: sha256Hex(holders[0]?.holder ?? ''),
  })),
  of('POST /ceremony/shares', (w: Setting) => madeOnce(w, 'share', () => shareOf(w))),
  of('PUT /bid', (w: Setting, role: Role) => sealedFor(w, bidderFor(role), false), 'sealed once'),
  of('PUT /bid', (w: Setting, role: Role) => sealedFor(w, bidderFor(role), true), 'sealed twice'),
  of('DELETE /bid'),
  of('POST /bid/attachments', { sha256: sha256Hex('附件'), size: 65_536 + 28 }),
  of('PUT /bid/reveal', ({ bids }: Setting, role: Role) => ({
    disclosed: (bids.find(({ bidder }) => bidder.id === organisationOf(role)) ?? bids[0])?.disclosed,
  })),
  of('POST /objections', { about: 'documents', text: '指标倾向特定厂家。' }, 'to the documents'),
  of('POST /objections', { about: 'opening', text: '开标记录有误。' }, 'to the opening'),
  of('POST /objections', { about: 'result', text: '第一名资质存疑。' }, 'to the result'),
  of('POST /objections/{objection}/answer', answer('dismissed'), 'dismissed'),
  of('POST /objections/{objection}/answer', answer('upheld', 'amend'), 'upheld, amend'),
  of('POST /objections/{objection}/answer', answer('upheld', 'evaluate-again'), 'upheld, evaluate again'),
  of('POST /objections/{objection}/answer', answer('upheld', 'revoke-award'), 'upheld, revoke the award'),
  of('DELETE /objections/{objection}'),
  of('POST /complaints', { objection: ids.objection, text: '对答复不服。' }),
  of('POST /complaints/{complaint}/decision', decision('accepted', { suspends: true }), 'accepted, pauses'),
  of('POST /complaints/{complaint}/decision', decision('dismissed'), 'dismissed'),
  of('POST /complaints/{complaint}/decision', decision('upheld', { remedy: 'amend' }), 'upheld, amend'),
  of(
    'POST /complaints/{complaint}/decision',
    decision('upheld', { remedy: 'evaluate-again' }),
    'upheld, evaluate again',
  ),
  of(
    'POST /complaints/{complaint}/decision',
    decision('upheld', { remedy: 'revoke-award', lot: ids.lot }),
    'upheld, revoke the award',
  ),
  of('POST /committee', { ...committee, pool }),
  of('POST /committee/draw', ({ id }: Setting) => ({ experts: 5, commitment: c.commitmentOf(id, 'buyer') })),
  of('POST /committee/draw/commitments', ({ id }: Setting) => ({ commitment: c.commitmentOf(id, 'supervisor') })),
  of('POST /committee/draw/values', (_: Setting, role: Role) => ({
    value: c.drawValue(role === 'supervisor' ? 'supervisor' : 'buyer'),
  })),
  of('POST /committee/recusals', { seat: 1, ground: 'self-declared', reason: '亲属任职' }),
  of('POST /committee/replacements', { seat: 4, member: { sub: 'expert-6', name: '评委己' }, pool }),
  of('PUT /bids/{bidder}/qualification', { qualified: true }),
  of('PUT /bids/{bidder}/qualification', { qualified: true, capacity: 'buyer' }, 'for the buyer'),
  of('PUT /bids/{bidder}/scores', { lot: ids.lot, scores: [{ factor: 'delivery', score: '90' }] }),
  {
    ...of('POST /bids/{bidder}/explanations', { lot: ids.lot, factor: 'delivery', text: '无现货。' }),
    places: { bidder: second.id },
  },
  of('PUT /bids/{bidder}/prices', { lot: ids.lot, kind: 'low-price', accepted: true, reason: '说明可信。' }),
  of('POST /bids/{bidder}/clarifications', {
    kind: 'completion',
    requirement: 'licence',
    text: '请补交。',
    due: later,
  }),
  of('POST /bids/{bidder}/clarifications/{clarification}/response', { text: '附后。' }),
  of('POST /report/signatures', ({ evaluationHash }: Setting) => ({ evaluation: evaluationHash })),
  of('POST /allocation'),
  of('POST /candidates', {}),
  of('POST /award'),
  of('POST /failure', { reason: '投标均无效' }),
  of('POST /result-withdrawal', { reason: '评审有误' }),
  of('POST /succession', succession),
  of('POST /retender', { deadline: later }),
  of('PUT /bids/{bidder}/lots/{lot}/security', e.securityOf),
  of('POST /bids/{bidder}/lots/{lot}/security/return', {
    returnedOn: '2026-03-24',
    interest: { amount: '1.00', currency: 'CNY' },
  }),
];

/** Every question about a tender. */
export const reads: readonly Probe[] = [
  of('GET '),
  of('GET /timeline'),
  of('GET /documents/{document}'),
  of('GET /questions'),
  of('GET /clarifications'),
  of('GET /amendments'),
  of('GET /objections'),
  of('GET /complaints'),
  of('GET /securities'),
  of('GET /ceremony'),
  of('GET /ceremony/share'),
  of('GET /key'),
  of('GET /bid'),
  of('GET /bid/reveal'),
  of('GET /opening'),
  of('GET /opening/proof'),
  of('GET /evaluation'),
  of('GET /allocation'),
  of('GET /events'),
  of('GET /verification'),
  of('GET /notices'),
  of('GET /integrity-leads'),
  of('GET /committee'),
  of('GET /report'),
  of('GET /bids/{bidder}/clarifications'),
  of('GET /bids/{bidder}/private'),
];

/** What is asked of no tender in particular, once. */
export const elsewhere: readonly Probe[] = [
  { operation: 'POST /v1/tenders', body: () => tenderBody() },
  { operation: 'GET /v1/tenders' },
  { operation: 'GET /v1/tenders', about: 'own drafts', places: { '?': 'status=draft' } },
  { operation: 'GET /v1/rule-packs/{regime}', places: { regime: 'soe-voluntary' } },
  { operation: 'GET /v1/calendars/{year}', places: { year: '2027' } },
  {
    operation: 'PUT /v1/calendars/{year}',
    places: { year: '2027' },
    body: () => ({ source: '国办发明电〔2026〕7号', holidays: ['2027-01-01'], workingWeekends: [] }),
  },
  { operation: 'PUT /v1/ceremony-keys', body: ({ holders }) => ({ key: holders[1]?.key }) },
  { operation: 'GET /v1/ceremony-keys/{holder}' },
  {
    operation: 'PUT /v1/experts/{sub}',
    places: { sub: 'expert-9' },
    body: () => ({ name: '评委9', specialties: ['steel'] }),
  },
  { operation: 'GET /v1/experts' },
  { operation: 'GET /v1/experts/{sub}', places: { sub: 'expert-9' } },
  { operation: 'GET /v1/experts/me' },
  { operation: 'GET /v1/experts/me/seats' },
  { operation: 'PUT /v1/experts/me/ties', body: () => ({ ties: [first.uscc] }) },
];

/** The path that a probe asks. */
export function pathOf({ operation, places = {} }: Probe, { id, holders }: Setting): string {
  const [, path = ''] = operation.split(' ');
  const all: Record<string, string> = { id, bidder: first.id, ...ids, holder: holders[0]?.holder ?? '', ...places };
  const query = all['?'] === undefined ? '' : `?${all['?']}`;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => all[name] ?? name) + query;
}
