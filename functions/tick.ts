import { dayOf, daysBetween, instant } from '../shared/kernel/time.ts';
import { faultFields } from '../shared/log.ts';
import { startRebuild } from './catalogue/rebuild-index.ts';
import { reviewAdmission } from './catalogue/review-admission.ts';
import { callOffTimePassed } from './contracts/answer-call-off.ts';
import { deemAcceptance } from './contracts/deem-acceptance.ts';
import { agreementTimePassed } from './contracts/watch-agreement.ts';
import type { Deps } from './deps.ts';
import { startBlocks } from './market/rebuild-blocks.ts';
import { remind } from './notices/send.ts';
import { matchmakingTimePassed } from './showcase/follow-intents.ts';
import { tellInterested } from './showcase/tell-interested.ts';
import { signHeads } from './tendering/sign-heads.ts';

const clockCause = ({ now }: Deps) =>
  ({ actor: { kind: 'system', process: 'clock' }, as: 'system', at: instant(now()) }) as const;

/** What the clock does with an aggregate that has come due, by the prefix of its id; each is idempotent. */
const passing = (deps: Deps): Readonly<Record<string, (id: string) => Promise<void>>> => ({
  job: (job) => deps.jobs.sendAgain(job, instant(deps.now())),
  tnd: (tender) => deps.openings.send({ tender }),
  agr: (agreement) => agreementTimePassed(deps, agreement, clockCause(deps)),
  cof: (callOff) => callOffTimePassed(deps, callOff, clockCause(deps)),
  dlv: (delivery) => deemAcceptance(deps, delivery, clockCause(deps)),
  stm: async (statement) => {
    const cause = clockCause(deps);
    await deps.statements.handle(statement, { type: 'timePassed', at: cause.at }, cause, { retries: 2 });
  },
  adm: (admission) => reviewAdmission(deps, admission, instant(deps.now()), 'clock'),
  pst: async (post) => {
    const at = instant(deps.now());
    const cause = { actor: { kind: 'system', process: 'clock' }, as: 'system', at } as const;
    await deps.posts.handle(post, { type: 'timePassed', at }, cause, { retries: 2 });
  },
  mme: (event) => matchmakingTimePassed(deps, event, clockCause(deps)),
  liv: async (session) => {
    const cause = clockCause(deps);
    await deps.sessions.handle(session, { type: 'timePassed', at: cause.at }, cause, { retries: 2 });
  },
  tel: (telling) => tellInterested(deps, telling, clockCause(deps)),
  enq: async (enquiry) => {
    const cause = clockCause(deps);
    await deps.enquiries.handle(enquiry, { type: 'timePassed', at: cause.at }, cause, { retries: 2 });
  },
  snd: (sending) => remind(deps, sending),
  prd: async (product) => {
    const at = instant(deps.now());
    const cause = { actor: { kind: 'system', process: 'clock' }, as: 'system', at } as const;
    await deps.products.handle(product, { type: 'timePassed', at }, cause, { retries: 2 });
  },
});

/**
 * Carries out what has come due until this time of the machine (milliseconds); returns how many aggregates it looked at. One that fails is
 * logged and comes due again at the next tick.
 */
export async function tick(deps: Deps, until = Number.POSITIVE_INFINITY): Promise<number> {
  const handlers = passing(deps);
  let done = 0;
  let tenders = 0;
  for await (const id of deps.due(instant(deps.now()))) {
    if (Date.now() > until) break;
    done += 1;
    if (id.startsWith('tnd_')) tenders += 1;
    try {
      await handlers[id.slice(0, 3)]?.(id);
    } catch (error) {
      deps.log.error('tick', { aggregate: id.slice(0, 3), ...faultFields(error) });
    }
  }
  deps.metrics.record('tendersDue', tenders);
  for (const [name, then] of Object.entries(afterwards)) {
    try {
      await then(deps, until);
    } catch (error) {
      deps.log.error('tick', { aggregate: name, ...faultFields(error) });
    }
  }
  return done;
}

/** What waits until nothing is due any more: heads are signed after the bids of their day are opened. */
const afterwards: Readonly<Record<string, (deps: Deps, until: number) => Promise<unknown>>> = {
  search: startRebuild,
  blocks: startBlocks,
  heads: signHeads,
  calendar: async ({ tenders, metrics, now }) => {
    const today = dayOf(instant(now()));
    metrics.record('calendarDaysLeft', daysBetween(today, await tenders.calendarEnds(today)));
  },
};
