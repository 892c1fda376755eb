import type { Instant } from '../../shared/kernel/time.ts';
import type { PublicKey } from '../../shared/sealing/keys.ts';
import type { Db } from '../../shared/table/client.ts';
import { getItem, putItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';

/** The public key that a holder's shares are sealed to (份额持有人公钥). */
export interface RegisteredKey {
  readonly key: PublicKey;
  readonly registeredAt: Instant;
  /** For which it acted then, if for any: its inbox hears when a share is awaited. Told to nobody else. */
  readonly organisation?: string;
}

export type CeremonyKeyStore = ReturnType<typeof ceremonyKeyStore>;

/** The keys of those who hold shares, one a user: a new one replaces the old, shares that are dealt stay as they are. */
export function ceremonyKeyStore(db: Db) {
  return {
    async find(holder: string): Promise<RegisteredKey | undefined> {
      const item = await getItem(db, keys.ceremonyKey(holder), { consistent: true });
      return item && (JSON.parse(item.registered as string) as RegisteredKey);
    },

    put: (holder: string, registered: RegisteredKey): Promise<void> =>
      putItem(db, keys.ceremonyKey(holder), { registered: JSON.stringify(registered) }),
  };
}
