import type { ErrorParams } from '../kernel/errors.ts';
import { canonical } from '../kernel/json.ts';
import type { Bundle } from './bundle.ts';
import { type ChainCheck, type ParsedEvent, verifyChain } from './chain.ts';
import { hashJson } from './hash.ts';
import { checkHeads } from './heads.ts';
import { type Jwks, kidOf } from './jws.ts';
import { type Receipt, verifyReceipt } from './receipt.ts';
import { leafHash, root } from './tree.ts';

/** One thing that was checked, and whether it holds; words are made where it is shown. */
export interface Finding {
  readonly code: FindingCode | (string & {});
  readonly ok: boolean;
  readonly params: ErrorParams;
}

export type FindingCode =
  | 'chain-intact'
  | 'log-signed'
  | 'keys-published'
  | 'frozen-once'
  | 'frozen-before-opening'
  | 'root-recomputed'
  | 'count-recomputed'
  | 'receipts-signed'
  | 'receipts-in-tree'
  | 'receipts-complete'
  | 'receipts-anchored'
  | 'receipts-in-time'
  | 'bids-committed'
  | 'bids-receipted'
  | 'bids-shown-in-part'
  | 'bids-logged'
  | 'bids-complete'
  | 'heads-signed'
  | 'heads-complete';

export interface VerifyOptions {
  /** Recomputes the evaluation; its rules belong to tendering, not to sealing. */
  readonly recompute?: (bundle: Bundle) => readonly Finding[];
  /** The receipt keys as known from elsewhere; without them those of the bundle vouch only for its consistency. */
  readonly keys?: Jwks;
}

interface Received {
  readonly receipt: Receipt;
  readonly leafIndex: number;
}

interface Frozen {
  readonly index: number;
  readonly root: unknown;
  readonly count: unknown;
}

/**
 * Recomputes what a bundle claims, offline (验证): the chain, the frozen set and its root, the receipts and their
 * places, and that each opened bid is the one its bidder committed to before the deadline.
 */
export async function verifyBundle(
  bundle: Bundle,
  options: VerifyOptions = {},
): Promise<{ ok: boolean; findings: Finding[] }> {
  const keys = options.keys ?? bundle.keys.receipts;
  const chain = verifyChain(bundle.events);
  const { received, finding: signed } = await readReceipts(bundle, keys);
  const log = chain.events;
  const frozen = frozenEvents(log);
  const findings = [
    chainIntact(chain),
    ...checkFreezing(bundle, log, frozen),
    signed,
    inTree(bundle, received),
    anchored(chain, frozen, received),
    receiptsComplete(bundle, log, received),
    inTime(bundle, received),
    ...checkOpened(bundle, log, received),
    ...complete(bundle, log),
    ...(await logSigned(bundle, chain, keys)),
    ...(options.keys === undefined ? [] : [keysPublished(bundle, options.keys)]),
    ...(options.recompute?.(bundle) ?? []),
  ];
  return { ok: findings.every((finding) => finding.ok), findings };
}

const finding = (code: FindingCode, ok: boolean, params: ErrorParams = {}): Finding => ({ code, ok, params });

/** One finding for many things: how many there are, and which one fails first. */
function all<T>(code: FindingCode, things: readonly T[], holds: (thing: T) => boolean, name: (thing: T) => string) {
  const failing = things.find((thing) => !holds(thing));
  return finding(code, failing === undefined, {
    count: things.length,
    ...(failing !== undefined && { failing: name(failing) }),
  });
}

function chainIntact(chain: ChainCheck): Finding {
  const broken = chain.brokenAt ?? chain.seqBroken;
  return finding('chain-intact', broken === undefined && chain.head !== null, {
    count: chain.hashes.length,
    head: chain.head ?? '',
    ...(broken !== undefined && { failing: broken + 1 }),
  });
}

/** The parsed log of a bundle. */
type Log = ChainCheck['events'];

function frozenEvents(log: Log): Frozen[] {
  return eventsOfType(log, 'BidsFrozen').map(({ index, data }) => ({ index, root: data.root, count: data.count }));
}

function eventsOfType(log: Log, type: string) {
  return log.flatMap((event, index) => (event?.type === type ? [{ index, data: objectOf(event.data) }] : []));
}

const objectOf = (value: unknown): ParsedEvent => (isObject(value) ? (value as ParsedEvent) : {});
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

function checkFreezing(bundle: Bundle, log: Log, frozen: readonly Frozen[]): Finding[] {
  const [event] = frozen;
  const recomputed = root(bundle.leaves);
  const count = bundle.leaves.length;
  const openings = eventsOfType(log, 'TenderOpened');
  const frozenAt = event?.index ?? Number.POSITIVE_INFINITY;
  return [
    finding('frozen-once', frozen.length === 1),
    finding(
      'frozen-before-opening',
      openings.every((opening) => opening.index > frozenAt) && openedInChain(bundle, log),
    ),
    finding('root-recomputed', event?.root === recomputed && bundle.root === recomputed, { root: recomputed }),
    finding('count-recomputed', event?.count === count, { count }),
  ];
}

/** Opened bids without an opening in the log would have been opened unseen. */
const openedInChain = (bundle: Bundle, log: Log): boolean =>
  bundle.opened.length === 0 || eventsOfType(log, 'TenderOpened').length > 0;

async function readReceipts(bundle: Bundle, keys: Jwks): Promise<{ received: Received[]; finding: Finding }> {
  const read = await Promise.all(
    bundle.receipts.map(async ({ jws, leafIndex }) => {
      const receipt = await verifyReceipt(jws, keys).catch(() => undefined);
      return { receipt: receipt?.tender === bundle.tender.id ? receipt : undefined, leafIndex };
    }),
  );
  const received = read.flatMap(({ receipt, leafIndex }) => (receipt ? [{ receipt, leafIndex }] : []));
  const valid = all(
    'receipts-signed',
    read,
    ({ receipt }) => receipt !== undefined,
    ({ leafIndex }) => String(leafIndex),
  );
  return { received, finding: valid };
}

const receiptId = ({ receipt }: Received): string => receipt.receiptId;

function inTree(bundle: Bundle, received: readonly Received[]): Finding {
  const { leaves } = bundle;
  const ordered = received.every(({ receipt, leafIndex }, at) => {
    const before = received[at - 1];
    return before === undefined || (leafIndex > before.leafIndex && receipt.receiptId > before.receipt.receiptId);
  });
  const each = all(
    'receipts-in-tree',
    received,
    ({ receipt, leafIndex }) => leaves[leafIndex] === leafHash(receipt),
    receiptId,
  );
  return { ...each, ok: each.ok && ordered };
}

/** What a receipt names as the newest event then must stand in the chain, before the freezing. */
function anchored(chain: ChainCheck, frozen: readonly Frozen[], received: readonly Received[]): Finding {
  const before = new Set(chain.hashes.slice(0, frozen[0]?.index ?? chain.hashes.length));
  return all('receipts-anchored', received, ({ receipt }) => before.has(receipt.chainHead), receiptId);
}

/** Whoever was opened, or could not be, is shown with its receipt; nobody else is, as who withdrew is not told. */
function receiptsComplete(bundle: Bundle, log: Log, received: readonly Received[]): Finding {
  const [opening] = eventsOfType(log, 'TenderOpened');
  const unopened = list(opening?.data.unopened).map((one) => String(objectOf(one).supplier));
  const wanted = [...bundle.opened.map(({ supplier }) => supplier), ...unopened].sort();
  const shown = received.map(({ receipt }) => receipt.supplier).sort();
  return finding('receipts-complete', canonical(shown) === canonical(wanted), { count: wanted.length });
}

function inTime(bundle: Bundle, received: readonly Received[]): Finding {
  const end = Date.parse(bundle.tender.deadline);
  return all('receipts-in-time', received, ({ receipt }) => Date.parse(receipt.receivedAt) < end, receiptId);
}

type Opened = Bundle['opened'][number];

const supplierOf = ({ supplier }: Opened): string => supplier;

function checkOpened(bundle: Bundle, log: Log, received: readonly Received[]): Finding[] {
  const { opened, tender } = bundle;
  const receipts = new Map(received.map(({ receipt }) => [receipt.supplier, receipt]));
  const receipted = ({ supplier, disclosed, cmt }: Opened) => {
    const receipt = receipts.get(supplier);
    const own = disclosed.supplier === supplier && disclosed.tender === tender.id;
    return own && receipt?.state === 'sealed' && hashJson(receipt.cmt) === hashJson(cmt);
  };
  const once = new Set(opened.map(supplierOf)).size === opened.length;
  const match = all('bids-receipted', opened, receipted, supplierOf);
  const whole = opened.filter(({ part }) => part === undefined);
  const committed = ({ disclosed, cmt }: Opened) => hashJson(disclosed) === cmt.disclosed;
  return [
    all('bids-committed', whole, committed, supplierOf),
    { ...match, ok: match.ok && once },
    ...shownInPart(bundle, log),
    ...openedLogged(bundle, log),
  ];
}

/** A failed lot is withheld from all bids, and nothing else is, or prices were picked. */
function shownInPart(bundle: Bundle, log: Log): Finding[] {
  const parts = bundle.opened.filter(({ part }) => part);
  const [frozen] = eventsOfType(log, 'BidsFrozen');
  const failed = new Set(list(frozen?.data.failedLots));
  if (parts.length === 0 && failed.size === 0) return [];
  const shows = ({ disclosed, part }: Opened) =>
    !disclosed.lots.some(({ lotId }) => failed.has(lotId)) &&
    !(disclosed.packages ?? []).some(({ lots }) => lots.some((lot) => failed.has(lot))) &&
    !(part && failed.size === 0);
  return [{ ...all('bids-shown-in-part', bundle.opened, shows, supplierOf), params: { count: parts.length } }];
}

/** The log says at the opening what was opened: the hash of all that is shown. */
function openedLogged(bundle: Bundle, log: Log): Finding[] {
  const [opening] = eventsOfType(log, 'TenderOpened');
  if (opening === undefined) return [];
  return [finding('bids-logged', opening.data.records === hashJson(bundle.opened), { count: bundle.opened.length })];
}

/** Whoever was frozen as a bidder of a lot is shown with it, or is one of those that the log says could not be opened. */
function complete(bundle: Bundle, log: Log): Finding[] {
  const { opened } = bundle;
  const [frozen] = eventsOfType(log, 'BidsFrozen');
  const [opening] = eventsOfType(log, 'TenderOpened');
  if (frozen === undefined || opening === undefined) return [];
  const perLot = list(frozen.data.perLot).map(objectOf);
  const failed = list(frozen.data.failedLots);
  const unopened = list(opening.data.unopened).length;
  const told = ({ lot, bidders: said }: ParsedEvent) => {
    const shown = opened.filter(({ disclosed }) => disclosed.lots.some(({ lotId }) => lotId === lot)).length;
    const bidders = typeof said === 'number' ? said : Number.NaN;
    return shown <= bidders && bidders <= shown + unopened;
  };
  const lots = perLot.filter(({ lot }) => !failed.includes(lot));
  const each = all('bids-complete', lots, told, ({ lot }) => String(lot));
  return [{ ...each, ok: each.ok && opening.data.opened === opened.length }];
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

async function logSigned(bundle: Bundle, chain: ChainCheck, keys: Jwks): Promise<Finding[]> {
  const { head, headSignatures, tender } = bundle;
  const heads = await checkHeads({ stream: tender.id, head, headSignatures }, chain, keys);
  return [
    finding('log-signed', heads.log),
    finding('heads-signed', heads.daily, { count: headSignatures.length }),
    finding('heads-complete', heads.missing.length === 0, { failing: heads.missing.join(', ') }),
  ];
}

/** The bundle's own keys are among those that were published, each once, and it has all that it was signed with. */
function keysPublished(bundle: Bundle, published: Jwks): Finding {
  const known = new Set(published.keys.map(canonical));
  const own = bundle.keys.receipts.keys;
  const texts = own.map(canonical);
  const signatures = [bundle.head, ...bundle.headSignatures, ...bundle.receipts.map(({ jws }) => jws)];
  const ok =
    texts.every((text) => known.has(text)) &&
    new Set(texts).size === texts.length &&
    signatures.every((jws) => own.some(({ kid }) => kid === kidOf(jws)));
  return finding('keys-published', ok, { count: own.length });
}
