import { fromMillionths } from '../../shared/kernel/movement.ts';
import { whileRaced } from '../../shared/kernel/retry.ts';
import type { QuotaMoved } from './agreement-events.ts';
import type { Activation, ExistingAgreement } from './agreement-state.ts';
import { accounts, millionthsOf, withTolerance } from './ledger.ts';
import type { Share } from './shares.ts';
import type { AgreementStore } from './store.ts';

interface Deps {
  readonly agreements: AgreementStore;
}
type Cause = Parameters<AgreementStore['handle']>[2];

/** How many accounts one transaction empties: each is four of its items. */
const atOnce = 20;

/**
 * Moves what is left of the quota of suppliers that others replace, as many accounts at a time as a transaction holds.
 * Begun again it goes on with what is left; the amounts are guarded, so that none is moved twice.
 */
export async function moveQuota({ agreements }: Deps, id: string, cause: Cause): Promise<void> {
  const { state } = await agreements.load(id, { consistent: true });
  if (state.status === 'none' || state.activations.length === 0) return;
  const shares = await agreements.shares(id);
  for (const activation of state.activations) {
    await whileRaced(async () => {
      for (let done = false; !done; ) {
        const all = left(id, state, shares, activation, await agreements.ledger(id));
        done = all.length <= atOnce;
        const { lot, from, to } = activation;
        const command = { type: 'moveQuota', lot, from, to, moves: all.slice(0, atOnce), done } as const;
        await agreements.handle(id, command, cause, { retries: 3 });
      }
    });
  }
}

/** What is still to be moved: the accounts that hold something and whose item the other one prices. */
function left(
  ledger: string,
  { terms }: ExistingAgreement,
  shares: readonly Share[],
  { lot: id, from, to }: Pick<Activation, 'lot' | 'from' | 'to'>,
  held: ReadonlyMap<string, bigint>,
): QuotaMoved['data']['moves'] {
  return shares.flatMap(({ buyer, lots }) =>
    lots
      .filter(({ lot }) => lot === id)
      .flatMap(({ revision, suppliers, items }) => {
        const linesOf = (supplier: string) => suppliers.find((each) => each.supplier === supplier)?.lines ?? [];
        const openingOf = (supplier: string, item: string): string | undefined => {
          const line = linesOf(supplier).find((each) => each.item === item);
          return line && withTolerance(line.quantity, terms.tolerance);
        };
        return items.flatMap(({ id: item }) => {
          const [opens, takes] = [openingOf(from, item), openingOf(to, item)];
          if (opens === undefined || takes === undefined) return [];
          const account = accounts.quota(buyer, from, item, revision);
          const rest = held.get(account) ?? millionthsOf(opens);
          if (rest === 0n) return [];
          const quantity = fromMillionths(rest);
          const target = accounts.quota(buyer, to, item, revision);
          return [
            {
              from: { ledger, account, opening: opens, quantity },
              to: { ledger, account: target, opening: takes, quantity },
            },
          ];
        });
      }),
  );
}
