/** The prefixes of ids, one for each kind of thing. */
export const prefixes = {
  organisation: 'org',
  invitation: 'inv',
  product: 'prd',
  admission: 'adm',
  tender: 'tnd',
  lot: 'lot',
  item: 'itm',
  document: 'doc',
  question: 'qst',
  clarification: 'clr',
  objection: 'obj',
  complaint: 'cmp',
  shareCall: 'shc',
  receipt: 'rcp',
  event: 'evt',
  request: 'req',
  job: 'job',
  key: 'key',
  round: 'rnd',
  demandLine: 'dln',
  lateChange: 'chg',
  agreement: 'agr',
  callOff: 'cof',
  delivery: 'dlv',
  priceIndex: 'idx',
  statement: 'stm',
  dispute: 'dsp',
  invoice: 'ivc',
  payment: 'pay',
  post: 'pst',
  drawing: 'drw',
  matchList: 'mch',
  enquiry: 'enq',
  message: 'msg',
  quote: 'qte',
  abuseReport: 'abr',
  project: 'prj',
  plan: 'pln',
  subscription: 'sub',
  notice: 'ntc',
  webhook: 'whk',
  sending: 'snd',
  liveSession: 'liv',
  interest: 'itr',
  telling: 'tel',
  matchmaking: 'mme',
  registration: 'reg',
  meeting: 'mtg',
  intent: 'int',
} as const;

export type IdKind = keyof typeof prefixes;

const uuidV7 = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

/** A prefix and a UUIDv7 (RFC 9562), such as `tnd_0195…`. The UUID comes in as data. */
export function idOf(kind: IdKind, uuid: string): string {
  return `${prefixes[kind]}_${uuid}`;
}

/** The pattern of an id of this kind, for schemas. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${prefixes[kind]}_${uuidV7}$`);
}

export function isId(kind: IdKind, text: string): boolean {
  return idPattern(kind).test(text);
}

/**
 * An id made of a hash of at least 16 bytes, so that the same cause makes the same thing once. It has the form of a
 * UUIDv7; its time means nothing.
 */
export function derivedId(kind: IdKind, hash: Uint8Array): string {
  const bytes = [...hash.subarray(0, 16)];
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return idOf(kind, hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}
