import { FaultsAt } from '../kit/faults.tsx';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import type { PartProps } from './facts-fields.tsx';
import type { FairReview } from './form.ts';
import { useText } from './text.ts';

const conclusions = ['no-restriction', 'exception'] as const;

/** The fair-competition review (公平竞争审查): the platform keeps its record, and judges it not. */
export function FairReviewFields({ form: { fairReview }, set }: PartProps) {
  const say = useText();
  const { reviewer, reviewedOn, articles, conclusion, exception } = fairReview;
  const put = (change: Partial<FairReview>) => set({ fairReview: { ...fairReview, ...change } });
  const conclude = (next: string) => {
    const { exception: _, ...rest } = fairReview;
    const kept = next === 'exception' ? { exception: exception ?? { ground: '', until: '' } } : {};
    set({ fairReview: { ...rest, conclusion: next as FairReview['conclusion'], ...kept } });
  };
  return (
    <>
      <FaultsAt pointer="/fairReview" />
      <div className="j-fields">
        <TextField
          pointer="/fairReview/reviewer"
          label={say('review.reviewer')}
          maxLength={100}
          value={reviewer}
          onChange={(value) => put({ reviewer: value })}
        />
        <TextField
          pointer="/fairReview/reviewedOn"
          label={say('review.on')}
          type="date"
          value={reviewedOn}
          onChange={(value) => put({ reviewedOn: value })}
        />
        <ChoiceField
          pointer="/fairReview/conclusion"
          label={say('review.conclusion')}
          value={conclusion}
          choices={conclusions.map((it) => [it, say(`review.${it}`)])}
          onChange={conclude}
        />
        <TextField
          pointer="/fairReview/articles"
          label={say('review.articles')}
          hint={say('review.articlesHint')}
          wide
          lines={2}
          value={articles.join('\n')}
          onChange={(value) => put({ articles: value === '' ? [] : value.split('\n') })}
        />
        {exception !== undefined && (
          <>
            <TextField
              pointer="/fairReview/exception/ground"
              label={say('review.ground')}
              wide
              maxLength={500}
              value={exception.ground}
              onChange={(ground) => put({ exception: { ...exception, ground } })}
            />
            <TextField
              pointer="/fairReview/exception/until"
              label={say('review.until')}
              type="date"
              value={exception.until}
              onChange={(until) => put({ exception: { ...exception, until } })}
            />
          </>
        )}
      </div>
    </>
  );
}
