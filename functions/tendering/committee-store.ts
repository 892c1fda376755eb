import type { Private } from '../../shared/sealing/bid.ts';
import type { Db } from '../../shared/table/client.ts';
import { getItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import type { PrivateRecord } from './bid-record.ts';

export type CommitteeStore = ReturnType<typeof committeeStore>;

/** What only those who judge bids may read. */
export function committeeStore({ db }: { readonly db: Db }) {
  return {
    /** The part of an opened bid that is for the committee only (评标委员会专用部分). */
    async privateBid(tender: string, supplier: string): Promise<Private | undefined> {
      const item = await getItem(db, keys.privateBid(tender, supplier), { consistent: true });
      return item && (JSON.parse(item.secret as string) as PrivateRecord).private;
    },
  };
}
