import { useState } from 'react';
import { useRead, useWrite } from '../api/queries.ts';
import { Facts, ProblemAlert, Reading, Section, Tag } from '../kit/blocks.tsx';
import { OrganisationName } from '../kit/organisation.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { Effects } from './effects.tsx';
import type { Round } from './round.ts';
import { useText } from './text.ts';

interface LateChangeProps {
  readonly round: Round;
  readonly id: string;
  readonly own: string;
}

/** A late change (锁定后变更): what it does to the sums, who has consented and who is waited for. */
export function LateChange({ round, id, own }: LateChangeProps) {
  const say = useText();
  const [refusing, setRefusing] = useState(false);
  const path = { id: round.id, cid: id };
  const change = useRead('GET /v1/demand-rounds/{id}/late-changes/{cid}', { path });
  const consent = useWrite('POST /v1/demand-rounds/{id}/late-changes/{cid}/consents');
  const refuse = useWrite('POST /v1/demand-rounds/{id}/late-changes/{cid}/refusals', {
    onDone: () => setRefusing(false),
  });
  const nameOf = (unit: string) => round.participants?.find((each) => each.id === unit)?.name;
  const names = (units: readonly string[] = []) =>
    units.length === 0
      ? say('nobody')
      : units.map((unit, at) => (
          <span key={unit}>
            {at > 0 && say('comma')}
            <OrganisationName id={unit} name={nameOf(unit)} />
          </span>
        ));
  return (
    <Section title={say('late')} more={<Tag tone="warn">{sayCode(say, 'late', change.data?.status ?? 'open')}</Tag>}>
      <Reading of={change}>
        {({ participant, reason, proposedAt, consents, waiting = [], lots }) => (
          <>
            <Facts
              items={[
                [say('late.by'), <OrganisationName key="by" id={participant} name={nameOf(participant)} />],
                [say('reason'), reason],
                [say('late.at'), <Moment key="at" at={proposedAt} />],
                [say('late.consents'), names(consents)],
                [say('late.waiting'), names(waiting)],
              ]}
            />
            {lots !== undefined && <Effects round={round} lots={lots} />}
            <ProblemAlert error={consent.error} />
            {refusing ? (
              <ReasonForm
                submit={say(participant === own ? 'late.takeBack' : 'late.refuse')}
                write={refuse}
                onSubmit={(why) => refuse.mutate({ path, body: { reason: why } })}
                onCancel={() => setRefusing(false)}
              />
            ) : (
              <p className="j-actions">
                {waiting.includes(own) && (
                  <button
                    type="button"
                    className="j-button j-button-primary"
                    disabled={consent.isPending}
                    onClick={() => consent.mutate({ path })}
                  >
                    {say('late.consent')}
                  </button>
                )}
                {(waiting.includes(own) || participant === own) && (
                  <button type="button" className="j-button" onClick={() => setRefusing(true)}>
                    {say(participant === own ? 'late.takeBack' : 'late.refuse')}
                  </button>
                )}
              </p>
            )}
          </>
        )}
      </Reading>
    </Section>
  );
}
