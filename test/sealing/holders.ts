import type { JWK } from 'jose';
import type { DomainError } from '../../shared/kernel/errors.ts';
import { type Ceremony, newCeremony, termsOf } from '../../shared/sealing/ceremony.ts';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { openShare, type Share, type ShareTerms } from '../../shared/sealing/share.ts';
import { disclosed } from './fixtures.ts';

const { tender } = disclosed;

export interface Party {
  readonly holder: string;
  readonly pair: { readonly publicJwk: JWK; readonly privateJwk: JWK };
}

export const parties = async (count: number): Promise<Party[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, n) => ({ holder: `user-${n}`, pair: await generateSealingKey() })),
  );

export async function arranged(threshold: number, count: number) {
  const people = await parties(count);
  const holders = people.map(({ holder, pair }) => ({ holder, key: pair.publicJwk }));
  return { people, ceremony: await newCeremony({ tender, threshold, holders }) };
}

export const terms = (ceremony: Ceremony, holder: string): ShareTerms => {
  const found = termsOf(tender, ceremony, holder);
  if (!found) throw new Error('no such holder');
  return found;
};
export const sealedOf = (ceremony: Ceremony, holder: string): string =>
  ceremony.shares.find((share) => share.holder === holder)?.sealed ?? '';

export const opened = ({ holder, pair }: Party, ceremony: Ceremony): Promise<Share> =>
  openShare(sealedOf(ceremony, holder), pair.privateJwk, terms(ceremony, holder));

export const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: DomainError) => error.code,
  );
