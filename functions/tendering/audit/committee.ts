import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Bundle } from '../../../shared/sealing/bundle.ts';
import type { Finding } from '../../../shared/sealing/verify.ts';
import { type ByDrawer, verifyDraw } from '../committee/draw.ts';
import { checkComposition, checkPool, type Seat } from '../committee/seats.ts';
import { sitting } from '../committee/state.ts';
import type { CommitteeNamed } from '../committee-events.ts';
import type { Opened } from '../tender-state.ts';
import type { EvaluationAt } from './evaluations.ts';
import { finding, same } from './found.ts';
import { type Step, stepsOf } from './replay.ts';

/** The committee is as the rules want it, and its report is the word of all who sit on the evaluation that follows. */
export function checkCommittee(steps: readonly Step[], evaluationAt: EvaluationAt): readonly Finding[] {
  const formed = [...stepsOf(steps, 'CommitteeEntered'), ...stepsOf(steps, 'CommitteeDrawn')];
  const signatures = stepsOf(steps, 'ReportSigned');
  const reports = stepsOf(steps, 'EvaluationReported');
  const composed = formed.map(({ before, event }) => {
    const { rules, draft } = before as Opened;
    const ok = holds(() => {
      checkComposition(rules.committee, draft.lots, event.data.seats);
      if ('pool' in event.data) checkPool(rules.committee, event.data.pool ?? undefined);
    });
    return finding('committee-by-rule', ok, { members: event.data.seats.length });
  });
  if (signatures.length + reports.length === 0) return composed;
  const signed = signatures.every(({ before, event, seq }) => {
    const { seat, evaluation } = event.data;
    return seatsOf(before as Opened).some((one) => one.seat === seat) && evaluation === evaluationAt(seq).hash;
  });
  const reported = reports.every(({ before, event, seq }) => {
    const { committee, signatures: given = [] } = (before as Opened).evaluating ?? {};
    const { evaluation, hash } = evaluationAt(seq);
    const members = seatsOf(before as Opened);
    const all = members.every(({ seat }) => given.some((one) => one.seat === seat && one.evaluation === hash));
    const ready = committee?.vacant.length === 0 && evaluation.incomplete.length === 0;
    return event.data.evaluation === hash && members.length > 0 && all && ready;
  });
  const dissents = signatures.filter(({ event }) => event.data.dissent !== null).length;
  return [...composed, finding('report-signed', signed && reported, { count: signatures.length, dissents })];
}

const seatsOf = ({ evaluating }: Opened): readonly Seat[] =>
  evaluating?.committee === undefined ? [] : sitting(evaluating.committee);

function holds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
}

/** Once names are known: every seat has one, and who was drawn is who the draw gives. */
export function checkNames(bundle: Bundle, steps: readonly Step[]): readonly Finding[] {
  return stepsOf(steps, 'CommitteeNamed').flatMap(({ event: { data }, before, seq }) => {
    const { committee } = (before as Opened).evaluating ?? {};
    const seats = (committee?.seats ?? []).map(({ seat }) => seat);
    const named = data.members.map(({ seat }) => seat);
    const all = finding('committee-named', same([...named].sort(), [...seats].sort()), { count: named.length });
    const drawn = steps.some((step) => step.seq < seq && step.event.type === 'CommitteeDrawn');
    if (data.draw === null) return [{ ...all, ok: all.ok && !drawn }];
    return [all, ...checkDraw(bundle, steps, data)];
  });
}

/** What was committed to before the draw, by number; the list by the hash that stood in the log before any value. */
function checkDraw(
  bundle: Bundle,
  steps: readonly Step[],
  { draw, members }: CommitteeNamed['data'],
): readonly Finding[] {
  if (draw === null) return [];
  const prepared = stepsOf(steps, 'DrawPrepared').find(({ event }) => event.data.draw === draw.draw);
  const commitments = Object.fromEntries(
    stepsOf(steps, 'DrawCommitted').flatMap(({ event: { data } }) =>
      data.draw === draw.draw ? [[data.role, data.commitment]] : [],
    ),
  ) as unknown as ByDrawer<string>;
  const known = bundle.revealed.find(({ seq, name }) => seq === prepared?.seq && name === 'eligible');
  const eligible = Array.isArray(known?.value) ? (known.value as readonly string[]) : [];
  const recused = draw.recused.map(({ id }) => id);
  const list = prepared?.event.data.list ?? '';
  const found = verifyDraw({ ...draw, tender: bundle.tender.id, commitments, list, eligible, recused });
  const ids = new Set(members.map(({ id }) => id));
  const told = draw.members.every((id) => ids.has(id)) && same(draw.commitments, commitments) && draw.list === list;
  return found.map((one) => ({ ...one, ok: one.ok && told, params: { count: eligible.length } }));
}
