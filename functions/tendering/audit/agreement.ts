import type { Instant } from '../../../shared/kernel/time.ts';
import type { Finding } from '../../../shared/sealing/verify.ts';
import type { TenderEvent } from '../events.ts';
import { agreementsOf } from '../framework-awarded.ts';
import type { In } from '../tender-state.ts';
import type { EvaluationAt } from './evaluations.ts';
import { finding, same } from './found.ts';
import type { Step } from './replay.ts';

/** When an event changed what is awarded. */
const changedAt = ({ type, data }: TenderEvent): Instant | undefined =>
  type === 'TenderAwarded' ? data.awardedAt : type === 'AwardRevoked' ? data.revokedAt : undefined;
const following: readonly string[] = ['FrameworkAwarded', 'CompetitionAwarded'] satisfies TenderEvent['type'][];

/** Each award and each change of one is followed by the agreement that comes of it, and by no other. */
export function checkAgreements(
  tender: string,
  steps: readonly Step[],
  evaluationAt: EvaluationAt,
): readonly Finding[] {
  const told = steps.filter(({ event }) => following.includes(event.type));
  const due = steps.flatMap(({ seq, event, after }) => {
    const at = changedAt(event);
    if (at === undefined) return [];
    const brought = agreementsOf(tender, at, after as In<'awarded'>, evaluationAt(seq).evaluation);
    return brought.map(({ type, data }) => ({ seq: seq + 1, type, data }));
  });
  if (told.length === 0 && due.length === 0) return [];
  const follows = same(
    due,
    told.map(({ seq, event: { type, data } }) => ({ seq, type, data: withoutArticle(data) })),
  );
  return [finding('agreement-follows', follows)];
}

/** The article that an event stands on is the log's own. */
const withoutArticle = ({ rule: _, ...data }: { readonly rule?: string }): object => data;
