import { DomainError } from '../../shared/kernel/errors.ts';
import { correctionId, readingsOf, type SettleDeps } from './issue-statement.ts';
import { nothing } from './settlement/amount.ts';
import { conceded } from './settlement/dispute.ts';
import { differences, type Priceable, pricedNow, wantedAgain } from './settlement/lines.ts';
import type { StatementContent } from './statement-annexes.ts';
import type { Existing, Statement } from './statement-state.ts';
import type { Snapshot, StatementStore } from './statement-store.ts';

export type CorrectDeps = Pick<SettleDeps, 'statements' | 'priceIndices'>;
type Handling = Parameters<StatementStore['handle']>;

const tries = 4;
/** Content as what can be priced; nobody asks for its total here. */
const priceable = ({ lines, prices }: StatementContent): Priceable => ({ lines, prices, total: nothing });

/** Corrections of a statement so far, in the order of their numbers; their times may be the same. */
async function correctionsOf({ statements }: Pick<SettleDeps, 'statements'>, id: string) {
  const listed = new Map((await statements.corrections(id)).map((each) => [each.id, each]));
  return [...listed].flatMap((_, at) => listed.get(correctionId(id, at + 1)) ?? []);
}

/**
 * Looks at a statement again by its series as they stand, and issues the correction of what differs (更正对账单); nothing
 * where nothing does. Corrections are numbered, so that two at once make one; the second then sees the first.
 */
export async function correctStatement(
  deps: CorrectDeps,
  id: string,
  cause: Handling[2],
  asked: Handling[3] = {},
): Promise<Snapshot<Statement> | undefined> {
  const { statements } = deps;
  for (let left = tries; left > 0; left -= 1) {
    const { state } = await statements.load(id, { consistent: true });
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    if (state.corrects !== undefined)
      throw new DomainError('conflict', 'not-an-original', { statement: state.corrects });
    const before = await correctionsOf(deps, id);
    const repriced = before.filter(({ reason }) => reason === 'index-corrected');
    const [first, ...corrections] = await Promise.all([id, ...repriced.map((each) => each.id)].map(statements.content));
    if (first === undefined) throw new DomainError('not-found', 'not-found');
    const lines = pricedNow(priceable(first), corrections.map(priceable));
    const changed = differences(lines, await readingsOf(deps, wantedAgain(lines)));
    if (changed.lines.length === 0) return undefined;
    const correction = correctionId(id, before.length + 1);
    const command = { ...issueOf(id, state, cause), differences: changed, reason: 'index-corrected' } as const;
    const made = await issued(deps, correction, command, cause, asked);
    if (made !== undefined) return made;
  }
  throw new DomainError('conflict', 'concurrent-change');
}

/**
 * Every statement that settled by these days of a series is looked at again, one after the other. One that cannot be
 * corrected keeps none waiting behind it: its fault is thrown at the end, so that the event is told again.
 */
export async function correctAll(
  deps: CorrectDeps,
  index: string,
  days: readonly string[],
  cause: Handling[2],
): Promise<string[]> {
  const [from = '', to = from] = [[...days].sort()[0], [...days].sort().at(-1)];
  const corrections: string[] = [];
  const faults: unknown[] = [];
  for (const id of await deps.statements.settledBy(index, from, to)) {
    try {
      const correction = await correctStatement(deps, id, cause);
      if (correction !== undefined) corrections.push(correction.id);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
  return corrections;
}

/** The correction that an accepted dispute makes, once: what is left to the claims after the corrections before it. */
export async function correctDisputed(
  deps: Pick<SettleDeps, 'statements'>,
  id: string,
  dispute: string,
  cause: Handling[2],
): Promise<string | undefined> {
  const { statements } = deps;
  for (let left = tries; left > 0; left -= 1) {
    const { state } = await statements.load(id, { consistent: true });
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    const found = state.disputes.find((each) => each.dispute === dispute);
    if (found?.settled?.outcome !== 'accepted') return undefined;
    const before = await correctionsOf(deps, id);
    const made = before.find((each) => each.dispute === dispute);
    if (made !== undefined) return made.id;
    const [first, ...corrections] = await Promise.all([id, ...before.map((each) => each.id)].map(statements.content));
    if (first === undefined) throw new DomainError('not-found', 'not-found');
    const changed = conceded(priceable(first), found.lines, corrections);
    if (changed.lines.length === 0) return undefined;
    const correction = correctionId(id, before.length + 1);
    const command = {
      ...issueOf(id, state, cause),
      differences: changed,
      reason: 'dispute-accepted',
      dispute,
    } as const;
    if ((await issued(deps, correction, command, cause)) !== undefined) return correction;
  }
  throw new DomainError('conflict', 'concurrent-change');
}

function issueOf(corrects: string, state: Existing, { at }: Handling[2]) {
  const { agreement, buyer, supplier, month, payment, disputeDays } = state;
  return { type: 'correct', at, head: { agreement, buyer, supplier, month }, corrects, payment, disputeDays } as const;
}

/** What was issued now; undefined when it was before. */
async function issued(
  { statements }: Pick<SettleDeps, 'statements'>,
  id: string,
  command: Handling[1],
  cause: Handling[2],
  asked: Handling[3] = {},
): Promise<Snapshot<Statement> | undefined> {
  try {
    return (await statements.handle(id, command, cause, { ...asked, retries: 3 })).snapshot;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'statement-issued') return undefined;
    throw error;
  }
}
