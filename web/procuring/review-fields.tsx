import type { PartProps } from './facts-fields.tsx';
import { FaultsAt, Field } from './field.tsx';
import type { FairReview } from './form.ts';
import { useText } from './text.ts';

/** The fair-competition review (公平竞争审查): the platform keeps its record, and judges it not. */
export function FairReviewFields({ form: { fairReview }, set }: PartProps) {
  const say = useText();
  const { reviewer, reviewedOn, articles, conclusion, exception } = fairReview;
  const put = (change: Partial<FairReview>) => set({ fairReview: { ...fairReview, ...change } });
  const conclude = (next: FairReview['conclusion']) => {
    const { exception: _, ...rest } = fairReview;
    const kept = next === 'exception' ? { exception: exception ?? { ground: '', until: '' } } : {};
    set({ fairReview: { ...rest, conclusion: next, ...kept } });
  };
  return (
    <>
      <FaultsAt pointer="/fairReview" />
      <div className="j-fields">
        <Field pointer="/fairReview/reviewer" label={say('review.reviewer')}>
          {(input) => (
            <input
              {...input}
              value={reviewer}
              maxLength={100}
              onChange={({ target }) => put({ reviewer: target.value })}
            />
          )}
        </Field>
        <Field pointer="/fairReview/reviewedOn" label={say('review.on')}>
          {(input) => (
            <input
              {...input}
              type="date"
              value={reviewedOn}
              onChange={({ target }) => put({ reviewedOn: target.value })}
            />
          )}
        </Field>
        <Field pointer="/fairReview/conclusion" label={say('review.conclusion')}>
          {(input) => (
            <select
              {...input}
              value={conclusion}
              onChange={({ target }) => conclude(target.value as FairReview['conclusion'])}
            >
              <option value="no-restriction">{say('review.no-restriction')}</option>
              <option value="exception">{say('review.exception')}</option>
            </select>
          )}
        </Field>
        <Field pointer="/fairReview/articles" label={say('review.articles')} hint={say('review.articlesHint')} wide>
          {(input) => (
            <textarea
              {...input}
              rows={2}
              value={articles.join('\n')}
              onChange={({ target }) => put({ articles: target.value === '' ? [] : target.value.split('\n') })}
            />
          )}
        </Field>
        {exception !== undefined && (
          <>
            <Field pointer="/fairReview/exception/ground" label={say('review.ground')} wide>
              {(input) => (
                <input
                  {...input}
                  value={exception.ground}
                  maxLength={500}
                  onChange={({ target }) => put({ exception: { ...exception, ground: target.value } })}
                />
              )}
            </Field>
            <Field pointer="/fairReview/exception/until" label={say('review.until')}>
              {(input) => (
                <input
                  {...input}
                  type="date"
                  value={exception.until}
                  onChange={({ target }) => put({ exception: { ...exception, until: target.value } })}
                />
              )}
            </Field>
          </>
        )}
      </div>
    </>
  );
}
