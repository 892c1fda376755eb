import { DomainError, fieldError } from '../../../shared/kernel/errors.ts';
import { base64urlLength, hashJson, hexHash, sha256Hex } from '../../../shared/sealing/hash.ts';
import type { Finding } from '../../../shared/sealing/verify.ts';

/** Who gives a random value to a draw: neither alone decides it. */
export type Drawer = 'buyer' | 'supervisor';
export type ByDrawer<T> = Readonly<Record<Drawer, T>>;

/** A random value of 32 bytes, base64url, as it is revealed (随机数). */
export interface DrawValue {
  readonly tender: string;
  readonly role: Drawer;
  readonly value: string;
}

/** What is published of a value before either is known (承诺值): SHA-256 of the JCS of `{tender, role, value}`, hex. */
export const drawCommitment = ({ tender, role, value }: DrawValue): string => hashJson({ tender, role, value });

/** The hash of the list that is drawn from (名单哈希): of its ids, each once, in ascending order. */
export const drawListHash = (eligible: readonly string[]): string => hashJson(sortedSet(eligible));

/** The seed (种子): SHA-256 of the JCS of `{buyer, list, supervisor, tender}`, hex. */
export const drawSeed = (tender: string, list: string, { buyer, supervisor }: ByDrawer<string>): string =>
  hashJson({ tender, list, buyer, supervisor });

/** The order of the draw: experts by SHA-256 of the UTF-8 of the seed's hex and the expert's id, ascending. */
export function drawOrder(seed: string, eligible: readonly string[]): readonly string[] {
  return sortedSet(eligible)
    .map((id) => ({ id, at: sha256Hex(seed + id) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ id }) => id);
}

/** What a draw follows from. */
export interface DrawInput {
  readonly tender: string;
  readonly eligible: readonly string[];
  readonly values: ByDrawer<string>;
  readonly seats: number;
  /** Those who may not sit, or will not. */
  readonly recused: readonly string[];
}

/** A draw (抽取结果): who sits, first drawn first, and who comes next when one of them may not. */
export interface Draw {
  readonly list: string;
  readonly seed: string;
  readonly drawn: readonly string[];
  readonly substitutes: readonly string[];
}

/**
 * A draw that anyone can do again (随机抽取): the first in order who are not recused sit, the rest are substitutes in
 * that order. It is the same whoever was recused first. @throws `experts-too-few`
 */
export function draw({ tender, eligible, values, seats, recused }: DrawInput): Draw {
  const list = drawListHash(eligible);
  const seed = drawSeed(tender, list, values);
  const free = drawOrder(seed, eligible).filter((id) => !recused.includes(id));
  if (free.length < seats) throw new DomainError('rule', 'experts-too-few', { needed: seats, found: free.length });
  return { list, seed, drawn: free.slice(0, seats), substitutes: free.slice(seats) };
}

/** @throws `draw-value-malformed`, `draw-value-differs` when a value is not the one that was committed to */
export function checkReveal(reveal: DrawValue, commitment: string, pointer: string): void {
  if (base64urlLength(reveal.value) !== 32) throw fieldError('draw-value-malformed', pointer);
  if (drawCommitment(reveal) !== commitment) throw fieldError('draw-value-differs', pointer);
}

/** @throws `commitment-malformed`: lower-case hex of 32 bytes */
export function checkCommitment(commitment: string, pointer: string): void {
  if (!hexHash.test(commitment)) throw fieldError('commitment-malformed', pointer);
}

/** Everything that a draw is checked by afterwards (抽取证明). */
export interface DrawProof {
  readonly tender: string;
  readonly commitments: ByDrawer<string>;
  readonly values: ByDrawer<string>;
  /** The hash that was published before the values were. */
  readonly list: string;
  readonly eligible: readonly string[];
  readonly recused: readonly string[];
  /** Who sits, by id. */
  readonly members: readonly string[];
}

/** Does a draw again: each value is the one committed to, the list is the one published, those who sit were drawn. */
export function verifyDraw(proof: DrawProof): readonly Finding[] {
  const { tender, commitments, values, list, eligible, recused, members } = proof;
  const kept = (['buyer', 'supervisor'] as const).every(
    (role) => drawCommitment({ tender, role, value: values[role] }) === commitments[role],
  );
  const order = drawOrder(drawSeed(tender, drawListHash(eligible), values), eligible);
  const expected = order.filter((id) => !recused.includes(id)).slice(0, members.length);
  const foreign = recused.some((id) => !eligible.includes(id));
  return [
    finding('draw-values-committed', kept),
    finding('draw-list-published', drawListHash(eligible) === list),
    finding('draw-members-follow', !foreign && sortedSet(expected).join() === sortedSet(members).join()),
  ];
}

const finding = (code: string, ok: boolean): Finding => ({ code, ok, params: {} });

const sortedSet = (list: readonly string[]): readonly string[] => [...new Set(list)].sort();
