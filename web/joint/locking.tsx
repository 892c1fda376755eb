import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert, Section } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { Moment } from '../kit/values.tsx';
import type { Round, Unit } from './round.ts';
import { useText } from './text.ts';

interface LockingProps {
  readonly round: Round;
  readonly units: readonly Unit[];
}

/** The lock (锁定): after the close also without those who reported and never signed, each named with a reason. */
export function Locking({ round, units }: LockingProps) {
  const say = useText();
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const lock = useWrite('POST /v1/demand-rounds/{id}/lock');
  if (round.status !== 'reporting' && round.status !== 'closed') return null;
  const unsigned = units.filter(({ standing }) => standing === 'reported');
  const without = unsigned.flatMap(({ id }) => {
    const reason = reasons[id]?.trim();
    return reason ? [{ participant: id, reason }] : [];
  });
  const closed = round.status === 'closed';
  return (
    <Section title={say('lock')}>
      <p className="j-small">
        {say(closed ? 'lock.aboutClosed' : 'lock.aboutOpen')} {!closed && <Moment at={round.closesAt} />}
      </p>
      {closed && unsigned.length > 0 && (
        <div className="r-stack">
          <h3>{say('lock.without')}</h3>
          {unsigned.map(({ id, name }) => (
            <CellField
              key={id}
              id={`without-${id}`}
              label={say('lock.reasonOf', { unit: name ?? id })}
              shown
              long
              value={reasons[id] ?? ''}
              fault={undefined}
              onChange={(reason) => setReasons({ ...reasons, [id]: reason })}
            />
          ))}
        </div>
      )}
      <ProblemAlert error={lock.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={lock.isPending}
          onClick={() => lock.mutate({ path: { id: round.id }, body: { without } })}
        >
          {say('lock.do')}
        </button>
      </p>
    </Section>
  );
}
