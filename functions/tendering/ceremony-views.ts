import { sharesUntil } from './ceremony-times.ts';
import type { Ceremony, ExistingTender, HeldShare } from './tender-state.ts';

/** A ceremony as the public sees it: who holds shares, which came, and how the bids were opened. */
export function ceremonyView(id: string, tender: ExistingTender, ceremony: Ceremony) {
  const { publicKey, threshold, shares, sharesWithin, revealWithin, reveal } = ceremony;
  const { frozen, opening } = { frozen: undefined, opening: undefined, ...tender };
  return {
    tender: id,
    publicKey,
    threshold,
    holders: shares.length,
    confirmed: shares.filter(({ confirmed }) => confirmed).length,
    sharesWithin,
    revealWithin,
    sharesUntil: frozen === undefined ? null : sharesUntil(frozen, ceremony),
    revealUntil: reveal?.until ?? null,
    way: opening?.way ?? null,
    shares: shares.map(({ handedAt: _, ...share }) => share),
  };
}

/** A share as its holder sees it. */
export function shareView(tender: string, { publicKey }: Ceremony, sealed: string, share: HeldShare) {
  const { holder, commitment, confirmed, state, reason } = share;
  const found = { confirmed, state, ...(reason === undefined ? {} : { reason }) };
  return { tender, holder, ceremony: publicKey.kid, commitment, sealed, ...found };
}
