import { useList, useWrite } from '../api/queries.ts';
import { Empty, Listing, ProblemAlert, Section } from '../kit/blocks.tsx';
import type { Side } from './model.ts';
import { StatementTable } from './statements-page.tsx';
import { useText } from './text.ts';

/** What a statement was corrected by (更正对账单); prices that were corrected later settle again. */
export function Corrections({ statement, side }: { readonly statement: string; readonly side: Side | undefined }) {
  const say = useText();
  const path = { id: statement };
  const corrections = useList('GET /v1/statements/{id}/corrections', { path });
  const correct = useWrite('POST /v1/statements/{id}/corrections');
  return (
    <Section title={say('corrections')}>
      <Listing of={corrections} empty={<Empty title={say('corrections.none')}>{say('corrections.about')}</Empty>}>
        {(items) => <StatementTable caption={say('corrections')} items={items} />}
      </Listing>
      <ProblemAlert error={correct.error} />
      {side !== undefined && (
        <p className="j-actions">
          <button
            type="button"
            className="j-button"
            disabled={correct.isPending}
            onClick={() => correct.mutate({ path })}
          >
            {say('correct')}
          </button>
        </p>
      )}
    </Section>
  );
}
