import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { accountsOf, balancesOf } from '../../shared/table/accounts.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { getItem } from '../../shared/table/items.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { type Agreement, agreement, agreementDue } from './agreement.ts';
import type { CompetitionRequested } from './agreement-events.ts';
import { bookedBy, keptBy } from './annexes.ts';
import type { Signature } from './contract.ts';
import type { Share } from './shares.ts';
import { type ListedAgreement, listedOf, partiesOf } from './views.ts';

export type { StreamedEvent } from '../../shared/table/stream.ts';
export type AgreementStore = ReturnType<typeof agreementStore>;

export const yearsUntil = (at: Instant): number[] => {
  const last = Number(dayOf(at).slice(0, 4));
  return Array.from({ length: last - firstYear + 1 }, (_, index) => last - index);
};

/** Agreements, with what each buyer may call off, the signatures, the mini-competitions, and the ledger. */
export function agreementStore(deps: AggregateDeps) {
  const { db } = deps;

  async function annex<T>(id: string, kind: string, own: string, consistent = true): Promise<T | undefined> {
    const item = await getItem(db, keys.annex(id, kind, own), { consistent });
    return item && (JSON.parse(item.annex as string) as T);
  }

  return {
    ...aggregateStore(
      {
        name: 'agreement',
        decider: agreement,
        rows,
        annexes: keptBy,
        movements: bookedBy,
        due: agreementDue,
      },
      deps,
    ),

    /** What one buyer may call off. */
    share: (id: string, buyer: string) => annex<Share>(id, 'share', buyer),

    /**
     * The same at half the cost, perhaps of a moment ago: enough for what books the ledger, where the accounts of a
     * revision are closed with it.
     */
    shareForOrder: (id: string, buyer: string) => annex<Share>(id, 'share', buyer, false),

    /** What each buyer may call off. */
    async shares(id: string): Promise<readonly Share[]> {
      const items = await listAll(db, id, keys.annexPrefix('share'));
      return items.map((item) => JSON.parse(item.annex as string) as Share);
    },

    /** Who has signed the contract of a buyer and a supplier, and as what size of firm. */
    async signatures(id: string, buyer: string, supplier: string): Promise<readonly Signature[]> {
      const both = ['buyer', 'supplier'].map((by) => annex<Signature>(id, 'signature', `${buyer}#${supplier}#${by}`));
      return (await Promise.all(both)).filter((each) => each !== undefined);
    },

    competition: (id: string, tender: string) => annex<CompetitionRequested['data']>(id, 'competition', tender),

    /** Every touched account of the ledger, in millionths. */
    ledger: (id: string) => accountsOf(db, id),

    /** Some accounts of it. */
    balances: (id: string, accounts: readonly string[]) => balancesOf(db, id, accounts),

    /** The agreements of a party, the newest first. */
    list(
      organisation: string,
      pick: (listed: ListedAgreement) => boolean,
      at: Instant,
      request: PageRequest,
    ): Promise<Page<ListedAgreement>> {
      return listPage(db, request, {
        partitions: yearsUntil(at).map((year) => keys.agreementList(organisation, year)),
        descending: true,
        pick: (item) => {
          const listed = item.listed as ListedAgreement;
          return pick(listed) ? listed : undefined;
        },
      });
    },
  };
}

function rows({ id, state }: Snapshot<Agreement>): Row[] {
  if (state.status === 'none') return [];
  const year = Number(dayOf(state.awardedAt).slice(0, 4));
  return partiesOf(state).map((party) => ({
    key: { pk: keys.agreementList(party, year), sk: `${state.awardedAt}#${id}` },
    item: { listed: listedOf(id, state, party) },
  }));
}
