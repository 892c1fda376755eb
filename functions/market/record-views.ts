import { fraction, parseFraction, type Ratio, roundHalfUp } from '../../shared/kernel/ratio.ts';
import { byText } from '../../shared/kernel/text.ts';
import { type PerformanceRecord, recordOf, recordRules, sharesOf } from './record.ts';

const shownRatio = (value: Ratio) => ({ exact: fraction(value), shown: roundHalfUp(value, 4) });

/** A record as its readers see it: exact, and rounded for people. */
export function recordView(organisation: string, state: PerformanceRecord) {
  const exact = recordOf(state);
  const parts = (of: Pick<PerformanceRecord, 'months'>) =>
    sharesOf(of).map(({ part, weight, score, count }) => ({
      ...{ part, weight: roundHalfUp(weight, 4), count },
      score: shownRatio(score),
    }));
  return {
    organisation,
    rules: recordRules.version,
    record: exact === undefined ? null : shownRatio(exact),
    noted: state.record === undefined ? null : shownRatio(parseFraction(state.record)),
    parts: parts(state),
    months: Object.entries(state.months)
      .sort(([a], [b]) => byText(b, a))
      .map(([month, tallies]) => ({
        month,
        parts: parts({ months: { [month]: tallies } })
          .filter(({ count }) => count > 0)
          .map(({ weight: _, ...part }) => part),
      })),
    links: { performance: `/v1/suppliers/${organisation}/performance`, rules: '/v1/matching-rules' },
  };
}
