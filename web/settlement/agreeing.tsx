import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert, Section } from '../kit/blocks.tsx';
import { Disputing } from './disputing.tsx';
import type { Content, Side, Statement } from './model.ts';
import { useText } from './text.ts';

interface AgreeingProps {
  readonly statement: Statement;
  readonly content: Content;
  readonly side: Side;
  readonly disputed: ReadonlySet<string>;
}

/** Within the window each side confirms, or says which lines are wrong (确认、异议). */
export function Agreeing({ statement, content, side, disputed }: AgreeingProps) {
  const say = useText();
  const [disputing, setDisputing] = useState(false);
  const confirm = useWrite('POST /v1/statements/{id}/confirmation');
  const { id, status, agreedBy } = statement;
  if (status !== 'issued' || agreedBy.includes(side)) return null;
  const rest = content.lines.filter(({ line }) => !disputed.has(line));
  return (
    <Section title={say('agreeing')}>
      <p className="j-small">{say('agreeing.about')}</p>
      <ProblemAlert error={confirm.error} />
      {disputing ? (
        <Disputing statement={statement} lines={rest} onDone={() => setDisputing(false)} />
      ) : (
        <p className="j-actions">
          <button
            type="button"
            className="j-button j-button-primary"
            disabled={confirm.isPending}
            onClick={() => confirm.mutate({ path: { id } })}
          >
            {say('agree')}
          </button>
          {rest.length > 0 && (
            <button type="button" className="j-button" onClick={() => setDisputing(true)}>
              {say('dispute')}
            </button>
          )}
        </p>
      )}
    </Section>
  );
}
