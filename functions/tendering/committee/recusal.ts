/** Why a person may not sit (回避事由): its employer or a declared tie is a party; it says so itself; or it cannot come. */
export type RecusalGround = 'employer' | 'declared-tie' | 'self-declared' | 'unavailable';

/** Who takes part in a tender, by USCC. */
export interface Party {
  readonly uscc: string;
  readonly affiliates: readonly string[];
}
export interface Parties {
  readonly buyer: Party;
  readonly bidders: readonly Party[];
}

/** Whom a person is tied to, by USCC. */
export interface Person {
  readonly employer?: string | undefined;
  readonly ties: readonly string[];
}

export interface Tie {
  readonly ground: Extract<RecusalGround, 'employer' | 'declared-tie'>;
  readonly party: 'buyer' | 'bidder';
  readonly uscc: string;
}

/**
 * The tie for which an expert may not sit (法定回避; Bidding Law art. 37, GP Reg. art. 9): its employer, or an
 * organisation it has an interest in, is the buyer, a bidder, or an affiliate of one. The employer and the buyer
 * come first; ties that are no party's count for nothing.
 */
export function tieOf(person: Person, parties: Parties): Tie | undefined {
  return tieTo(person, 'buyer', [parties.buyer]) ?? tieTo(person, 'bidder', parties.bidders);
}

/** The tie for which a representative of the buyer (采购人代表) may not sit: one to a bidder. */
export const representativeTie = (person: Person, { bidders }: Parties): Tie | undefined =>
  tieTo(person, 'bidder', bidders);

function tieTo({ employer, ties }: Person, party: Tie['party'], parties: readonly Party[]): Tie | undefined {
  const involved = new Set(parties.flatMap(({ uscc, affiliates }) => [uscc, ...affiliates]));
  if (employer !== undefined && involved.has(employer)) return { ground: 'employer', party, uscc: employer };
  const tie = [...ties].sort().find((uscc) => involved.has(uscc));
  return tie === undefined ? undefined : { ground: 'declared-tie', party, uscc: tie };
}
