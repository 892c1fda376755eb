import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TenderEvent } from '../../functions/tendering/events.ts';
import type { Subject } from '../../functions/tendering/remedy-events.ts';
import { rulePackOf } from '../../functions/tendering/rules/pack.ts';
import { type TenderCommand, tenderDecider } from '../../functions/tendering/tender.ts';
import type { Tender } from '../../functions/tendering/tender-state.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { millis } from '../../shared/kernel/time.ts';
import { freezing, open as openByCeremony, ready, revealing } from './ceremony-fixtures.ts';
import { carriedOut, committeeEntered, openedUnder } from './committee/fixtures.ts';
import { calendar, drafted, idFrom, openedAt, published } from './fixtures.ts';
import { anyCommand, arbitraries, evaluatedUnder, regimes } from './model.ts';

const publishedUnder = (regime: (typeof regimes)[number]): TenderEvent[] => [
  drafted({ regime }),
  { ...published, data: { ...published.data, rules: rulePackOf(regime) } } as TenderEvent,
];
const soe = { at: openedAt, calendar, ...evaluatedUnder('soe-voluntary') } as const;
const standstill = carriedOut(openedUnder('soe-voluntary'), { type: 'publishCandidates', ties: [], ...soe });
const awarded = carriedOut(standstill, { type: 'award', ...soe, at: '2026-04-30T01:00:00.000Z' });

const cancelled = (past: readonly TenderEvent[]): TenderEvent[] =>
  carriedOut(past, { type: 'cancelTender', at: openedAt, reason: '项目取消' });
const failed = carriedOut(openedUnder('soe-voluntary'), {
  type: 'declareFailed',
  why: '均无效',
  ...soe,
  ...evaluatedUnder('soe-voluntary', true),
});
const by = { org: idFrom('org', 11), name: '供应商1' };
/** With an objection and a complaint that wait. */
const disputed = (past: readonly TenderEvent[], about: Subject): TenderEvent[] => [
  ...past,
  {
    type: 'ObjectionFiled',
    v: 1,
    data: { objection: idFrom('obj', 1), about, lot: null, filedAt: openedAt, answerBy: openedAt, article: '54' },
    private: { text: '异议', by },
  },
  {
    type: 'ComplaintFiled',
    v: 1,
    data: {
      complaint: idFrom('cmp', 1),
      objection: idFrom('obj', 1),
      about,
      filedAt: openedAt,
      decideBy: openedAt,
      article: '60',
    },
    private: { text: '投诉', by },
  },
];

/** Where a course begins: any state is reached from some of these. */
const beginnings: readonly (readonly TenderEvent[])[] = [
  [],
  ready,
  openByCeremony,
  freezing,
  [...freezing, revealing],
  standstill,
  awarded,
  disputed(publishedUnder('bidding-compulsory'), 'documents'),
  ...[openedUnder('soe-voluntary'), failed, cancelled(openedUnder('soe-voluntary'))].map((past) =>
    disputed(past, 'opening'),
  ),
  ...[standstill, awarded, cancelled(standstill)].map((past) => disputed(past, 'result')),
  ...regimes.flatMap((regime) => [
    publishedUnder(regime),
    openedUnder(regime),
    [...openedUnder(regime), committeeEntered],
  ]),
];

/** A value that nobody may change. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) frozen(each);
  }
  return value;
}

/** A tender, all that happened, and the ids that were used. */
interface Course {
  state: Tender;
  readonly events: TenderEvent[];
  readonly used: Set<string>;
}

/** The id that a command makes, which nobody makes twice. */
const madeBy = (command: TenderCommand): string | undefined => {
  if (command.type === 'fileObjection') return command.objection;
  if (command.type === 'fileComplaint') return command.complaint;
  return command.type === 'askQuestion' ? command.question : undefined;
};

/** Carries out what the rules allow; a refusal is a `DomainError`. A state that somebody changes throws something else. */
function carryOut(course: Course, command: TenderCommand): readonly TenderEvent[] {
  const made = madeBy(command);
  if (made !== undefined && course.used.has(made)) return [];
  try {
    const events = tenderDecider.decide(command, course.state);
    course.state = frozen(fold(tenderDecider, events, course.state));
    course.events.push(...events);
    if (made !== undefined) course.used.add(made);
    return events;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [];
  }
}

const courseFrom = (past: readonly TenderEvent[]): Course => ({
  state: frozen(fold(tenderDecider, past)),
  events: [...past],
  used: new Set(past.flatMap(({ data }) => Object.values(data)).filter((value) => typeof value === 'string')),
});

/** What holds of every state. */
function checkState(state: Tender, closed: ReadonlySet<string>): void {
  if (state.status === 'none' || state.status === 'draft') return;
  const { frozen, opening, objections = [], complaints = [] } = { frozen: undefined, opening: undefined, ...state };
  if (frozen !== undefined) expect(millis(frozen.frozenAt)).toBeGreaterThanOrEqual(millis(state.draft.deadline));
  if (opening !== undefined) expect(frozen).toBeDefined();
  const openIds = [...objections, ...complaints].map(({ id }) => id);
  expect(new Set(openIds).size).toBe(openIds.length);
  expect(openIds.filter((id) => closed.has(id))).toEqual([]);
  if (state.status !== 'standstill' && state.status !== 'awarded') return;
  expect(state.standstillUntil > state.candidatesPublishedAt).toBe(true);
  if (state.status !== 'awarded') return;
  expect(new Set(state.awards.map(({ lot }) => lot)).size).toBe(state.awards.length);
  for (const { lot, supplier } of state.awards) {
    const candidates = state.candidates.find((one) => one.lot === lot)?.candidates ?? [];
    expect(candidates.map((one) => one.supplier)).toContain(supplier);
    expect(state.dropped.filter((one) => one.lot === lot).map((one) => one.supplier)).not.toContain(supplier);
    expect(state.unawarded).not.toContain(lot);
  }
}

/** What holds from one state to the next. */
function checkStep(before: Tender, after: Tender): void {
  if (before.status === 'none') return;
  expect(after.status).not.toBe('none');
  if (before.status === 'cancelled' || before.status === 'awarded') expect(after.status).toBe(before.status);
  if (before.status === 'draft') return;
  expect(after.status).not.toBe('draft');
  const was = { frozen: undefined, opening: undefined, documentsVersion: 0, rules: undefined, ...before };
  const is = { frozen: undefined, opening: undefined, documentsVersion: 0, rules: undefined, ...after };
  expect(is.documentsVersion).toBeGreaterThanOrEqual(was.documentsVersion);
  expect(is.documentsVersion - was.documentsVersion).toBeLessThanOrEqual(1);
  expect(millis(is.status === 'none' ? '' : is.draft.deadline)).toBeGreaterThanOrEqual(millis(was.draft.deadline));
  expect(is.rules).toEqual(was.rules);
  if (was.frozen !== undefined) expect(is.frozen).toEqual(was.frozen);
  if (was.frozen !== undefined) expect(is.status === 'none' ? undefined : is.draft).toEqual(was.draft);
  if (was.opening !== undefined) expect(is.opening).toEqual(was.opening);
}

const closedBy = (events: readonly TenderEvent[]): string[] =>
  events.flatMap((event) => {
    if (event.type === 'ObjectionAnswered' || event.type === 'ObjectionWithdrawn') return [event.data.objection];
    return event.type === 'ComplaintDecided' && event.data.decision !== 'accepted' ? [event.data.complaint] : [];
  });

const course = fc.tuple(fc.constantFrom(...beginnings), fc.array(anyCommand, { minLength: 30, maxLength: 90 }));

describe('whatever is asked of a tender, whenever, in whatever order', () => {
  it('is refused by name or keeps what must hold; the log alone gives the state', () => {
    const happened = new Set<string>();
    const statuses = new Set<string>();
    fc.assert(
      fc.property(course, ([past, commands]) => {
        const one = courseFrom(past);
        const closed = new Set<string>();
        for (const command of commands) {
          const before = one.state;
          const events = carryOut(one, command);
          for (const { type } of events) happened.add(type);
          for (const id of closedBy(events)) closed.add(id);
          checkStep(before, one.state);
          checkState(one.state, closed);
          statuses.add(one.state.status);
        }
        const log = JSON.parse(JSON.stringify(one.events)) as TenderEvent[];
        expect(fold(tenderDecider, log)).toEqual(JSON.parse(JSON.stringify(one.state)));
      }),
      { numRuns: 400, seed: 20_260_302 },
    );
    // The courses go through the whole procedure, or they would prove nothing.
    expect([...statuses].sort()).toEqual(
      ['none', 'draft', 'published', 'cancelled', 'opening', 'failed', 'opened', 'standstill', 'awarded'].sort(),
    );
    expect(happened.size).toBeGreaterThan(35);
  });

  it('of the opening process: what was decided once changes nothing when it comes again', () => {
    const again = fc.oneof(
      ...(['freezeBids', 'recordOpening'] as const).map((type) =>
        (arbitraries[type] as fc.Arbitrary<object>).map((rest) => ({ type, ...rest }) as TenderCommand),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...regimes), fc.array(again, { maxLength: 6 }), (regime, commands) => {
        const one = courseFrom(openedUnder(regime));
        for (const command of commands) expect(carryOut(one, command)).toEqual([]);
      }),
    );
  });
});
