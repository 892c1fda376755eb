import { type Fen, sumMoney } from '../../shared/kernel/money.ts';
import { fraction, ratio } from '../../shared/kernel/ratio.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Reader } from './access.ts';
import type { Quoted } from './agreement-events.ts';
import {
  type AgreementLot,
  type ExistingAgreement,
  isBuyer,
  isSupplier,
  lastDay,
  quotedOf,
  statusAt,
} from './agreement-state.ts';
import type { Share } from './shares.ts';

/** An agreement as the lists of its parties show it. */
export interface ListedAgreement {
  readonly id: string;
  readonly title: string;
  readonly status: ExistingAgreement['status'];
  readonly lead: { readonly id: string; readonly name: string };
  readonly from: string;
  readonly to: string;
  readonly as: readonly ('buyer' | 'supplier' | 'lead')[];
  /** Whether the last month's check found something of this party behind. */
  readonly behind: boolean;
  /** Of a plain order. */
  readonly quoted?: Quoted;
}

/** Whose lists an agreement stands in. */
export const partiesOf = ({ lead, buyers, suppliers }: ExistingAgreement): string[] => [
  ...new Set([lead.id, ...buyers.map(({ id }) => id), ...Object.keys(suppliers)]),
];

export function listedOf(id: string, state: ExistingAgreement, party: string): ListedAgreement {
  const { title, status, lead, terms } = state;
  const isLead = lead.id === party;
  const quoted = quotedOf(state);
  return {
    id,
    title,
    status,
    lead: { id: lead.id, name: lead.name },
    from: terms.from,
    to: lastDay(state),
    as: [
      ...(isBuyer(state, party) ? (['buyer'] as const) : []),
      ...(isSupplier(state, party) ? (['supplier'] as const) : []),
      ...(isLead ? (['lead'] as const) : []),
    ],
    behind: (state.alerted?.behind ?? []).some(
      ({ buyer, supplier }) => isLead || buyer === party || supplier === party,
    ),
    ...(quoted === undefined ? {} : { quoted }),
  };
}

/** An agreement as its readers see it: all of the award; what lies behind only of what is the reader's own. */
export function agreementView(id: string, { agreement, own }: Reader, shares: readonly Share[], at: Instant) {
  const { nextCheck: _, alerted, lots, suppliers, competitions, ...rest } = agreement;
  const isOwn = ({ buyer, supplier }: { readonly buyer: string; readonly supplier?: string }): boolean =>
    own === undefined || buyer === own || supplier === own;
  return {
    ...rest,
    id,
    status: statusAt(agreement, at),
    until: lastDay(agreement),
    suppliers: Object.entries(suppliers).map(([supplier, named]) => ({ id: supplier, ...named })),
    lots: lots.map(({ digest: _, ...lot }) => ({ ...lot, suppliers: withShares(lot, shares) })),
    shares,
    competitions: competitions.filter(isOwn),
    behind: (alerted?.behind ?? []).filter(isOwn),
  };
}

/** The suppliers of a lot with their parts of the value of what is awarded (中选份额). */
function withShares({ id, suppliers }: Pick<AgreementLot, 'id' | 'suppliers'>, shares: readonly Share[]) {
  const parts = shares.flatMap(({ lots }) => lots.filter(({ lot }) => lot === id).flatMap((lot) => lot.suppliers));
  const worthOf = (supplier: string): Fen =>
    sumMoney(parts.filter((part) => part.supplier === supplier).map(({ amount }) => amount));
  const total = suppliers.reduce((sum, { supplier }) => sum + worthOf(supplier), 0n);
  return suppliers.map((each) =>
    total === 0n ? each : { ...each, share: fraction(ratio(worthOf(each.supplier), total)) },
  );
}
