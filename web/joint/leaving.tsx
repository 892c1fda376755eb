import { useState } from 'react';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, Reading, Section } from '../kit/blocks.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import { Effects } from './effects.tsx';
import type { Round } from './round.ts';
import { useText } from './text.ts';

interface LeavingProps {
  readonly round: Round;
  readonly standing: string;
}

/** Declining before the lock, changing or opting out after it (谢绝、变更、退出); each says first what it does. */
export function Leaving({ round, standing }: LeavingProps) {
  const open = round.status === 'scheduled' || round.status === 'reporting' || round.status === 'closed';
  if (open && ['invited', 'reported', 'signed'].includes(standing)) return <Declining round={round} />;
  if (round.status === 'locked' && standing === 'signed') return <OptingOut round={round} />;
  return null;
}

function Declining({ round }: Pick<LeavingProps, 'round'>) {
  const say = useText();
  const [begun, setBegun] = useState(false);
  const decline = useWrite('POST /v1/demand-rounds/{id}/withdrawals', { onDone: () => setBegun(false) });
  return (
    <Section title={say('decline')}>
      <p className="j-small">{say('decline.about')}</p>
      {begun ? (
        <ReasonForm
          submit={say('decline.do')}
          write={decline}
          onSubmit={(reason) => decline.mutate({ path: { id: round.id }, body: { reason } })}
          onCancel={() => setBegun(false)}
        />
      ) : (
        <p className="j-actions">
          <button type="button" className="j-button" onClick={() => setBegun(true)}>
            {say('decline.begin')}
          </button>
        </p>
      )}
    </Section>
  );
}

function OptingOut({ round }: Pick<LeavingProps, 'round'>) {
  const say = useText();
  const [begun, setBegun] = useState(false);
  const effect = useRead('GET /v1/demand-rounds/{id}/opt-outs/effect', { path: { id: round.id } }, { enabled: begun });
  const optOut = useWrite('POST /v1/demand-rounds/{id}/opt-outs', { onDone: () => setBegun(false) });
  return (
    <Section title={say('after')}>
      <p className="j-small">{say('after.about')}</p>
      {begun ? (
        <Reading of={effect}>
          {({ lots }) => (
            <>
              <h3>{say('optOut.effect')}</h3>
              <Effects round={round} lots={lots} />
              <ReasonForm
                submit={say('optOut.do')}
                write={optOut}
                onSubmit={(reason) => optOut.mutate({ path: { id: round.id }, body: { reason } })}
                onCancel={() => setBegun(false)}
              />
            </>
          )}
        </Reading>
      ) : (
        <p className="j-actions">
          {round.lateChange === undefined && (
            <ButtonLink to={`/rounds/${round.id}/change`}>{say('change.ask')}</ButtonLink>
          )}
          <button type="button" className="j-button" onClick={() => setBegun(true)}>
            {say('optOut.begin')}
          </button>
        </p>
      )}
    </Section>
  );
}
