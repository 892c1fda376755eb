import { DomainError } from '../../shared/kernel/errors.ts';
import type { Row } from '../../shared/table/aggregate.ts';
import type { Db } from '../../shared/table/client.ts';
import { getItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { type Gate, lotMarkLength } from './gate.ts';

const usccLength = 18;

/** Who may bid, where several buy or only some may: an item beside the gate, fixed from its first version. */
interface GateLists extends Pick<Gate, 'members'> {
  readonly excluded: string;
  readonly buyers?: string;
}

/** Marks and codes of fixed length stand side by side, so that a gate of the largest tender stays under 1 KB. */
interface PackedGate extends Omit<Gate, 'tender' | 'lots' | 'excluded' | 'buyers' | 'members'> {
  readonly lots: string;
  readonly excluded: string;
  /** Whether its lists stand in an item of their own. */
  readonly lists?: true;
}

/** The gate as it is kept. */
export function gateRows({ tender, lots, excluded, buyers, members, ...rest }: Gate): Row[] {
  const packed = { ...rest, lots: lots.join('') };
  const codes = excluded.join('');
  if (buyers === undefined && members === undefined) {
    return [{ key: keys.gate(tender), item: { ...packed, excluded: codes } satisfies PackedGate }];
  }
  const lists: GateLists = {
    excluded: codes,
    ...(buyers === undefined ? {} : { buyers: buyers.join('') }),
    ...(members === undefined ? {} : { members }),
  };
  return [
    { key: keys.gate(tender), item: { ...packed, excluded: '', lists: true } satisfies PackedGate },
    { key: keys.gateLists(tender), item: { ...lists } },
  ];
}

/** The gate of a tender; its lists are read consistently, so that they are there with whichever version of it. */
export async function readGate(db: Db, tender: string, consistent: boolean): Promise<Gate | undefined> {
  const packed = (await getItem(db, keys.gate(tender), { consistent })) as unknown as PackedGate | undefined;
  if (packed === undefined) return undefined;
  const lists = packed.lists ? await getItem(db, keys.gateLists(tender), { consistent: true }) : undefined;
  // They were written with it: a gate without them would let everybody in.
  if (packed.lists && lists === undefined) throw new DomainError('unavailable', 'try-again');
  return unpackGate(tender, packed, lists as Partial<GateLists> | undefined);
}

function unpackGate(tender: string, packed: PackedGate, { excluded, buyers, members }: Partial<GateLists> = {}): Gate {
  const { status, deadline, documentsVersion, kid, layers = 1, buyer, head } = packed;
  const cut = (text: string, length: number) => text.match(new RegExp(`.{${length}}`, 'g')) ?? [];
  return {
    tender,
    status,
    deadline,
    documentsVersion,
    kid,
    layers,
    lots: cut(packed.lots, lotMarkLength),
    buyer,
    excluded: cut(excluded ?? packed.excluded, usccLength),
    ...(buyers === undefined ? {} : { buyers: cut(buyers, usccLength) }),
    ...(members === undefined ? {} : { members }),
    head,
  };
}
