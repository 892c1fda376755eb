import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Facts, Section, Table } from '../kit/blocks.tsx';
import { Percent } from '../kit/exact.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import type { Rating, Side, Statement } from './model.ts';
import { useText } from './text.ts';

const parts = ['onTime', 'quantity', 'quality', 'documents', 'response', 'total'] as const;

/** The parts of a rating and what was counted (履约评价). */
export function RatingTable({ rating }: { readonly rating: Rating }) {
  const say = useText();
  const { facts } = rating;
  const counted: Readonly<Record<string, string>> = {
    onTime: say('counted', { of: facts.due ?? 0, some: facts.onTime ?? 0 }),
    documents: say('counted', { of: facts.delivered ?? 0, some: facts.documented ?? 0 }),
    response: say('counted', { of: facts.asked ?? 0, some: facts.answered ?? 0 }),
  };
  return (
    <Table
      caption={say('rating')}
      columns={[
        { title: say('rating.part'), of: (part) => say(`rating.${part}`) },
        { title: say('rating.score'), of: (part) => <Percent exact={rating[part]} />, figure: true },
        { title: say('rating.facts'), of: (part) => counted[part] ?? say(`rating.how.${part as 'quantity'}`) },
      ]}
      items={parts}
      keyOf={(part) => part}
    />
  );
}

interface RatingProps {
  readonly statement: Statement;
  readonly rating: Rating;
  readonly side: Side | undefined;
}

/** A month's rating, what the buyer adds and what the supplier answers. */
export function RatingSection({ statement: { id, remarks, answer }, rating, side }: RatingProps) {
  const say = useText();
  const [begun, setBegun] = useState(false);
  const tell = useWrite('POST /v1/statements/{id}/rating', { onDone: () => setBegun(false) });
  const mayTell = (side === 'buyer' && remarks === undefined) || (side === 'supplier' && answer === undefined);
  return (
    <Section title={say('rating')}>
      <p className="j-small">{say('rating.about')}</p>
      <RatingTable rating={rating} />
      <Facts
        items={[
          [say('remarks'), remarks],
          [say('answer'), answer],
        ]}
      />
      {begun && (
        <ReasonForm
          submit={say('rating.do')}
          write={tell}
          label={say(side === 'buyer' ? 'remarks' : 'answer')}
          onSubmit={(text) => tell.mutate({ path: { id }, body: { text } })}
          onCancel={() => setBegun(false)}
        />
      )}
      {mayTell && !begun && (
        <p className="j-actions">
          <button type="button" className="j-button" onClick={() => setBegun(true)}>
            {say(side === 'buyer' ? 'rating.remark' : 'rating.answer')}
          </button>
        </p>
      )}
    </Section>
  );
}
