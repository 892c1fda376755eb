import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert, Section, Tag } from '../kit/blocks.tsx';
import { type Choice, ChoiceField } from '../kit/fields.tsx';
import type { Event, Registration } from './event.tsx';
import { useText } from './text.ts';

const kinds = ['must', 'never'] as const;
type PinKind = (typeof kinds)[number];
type Pair = NonNullable<Event['pins']>['must'][number];

interface PinsProps {
  readonly event: Event;
  readonly registrations: readonly Registration[];
}

/** Pairs of firms that are to meet whatever else (指定场次), and pairs that never do (排除场次). */
export function Pins({ event, registrations }: PinsProps) {
  const say = useText();
  const write = useWrite('PUT /v1/matchmaking-events/{id}/pins');
  const [pair, setPair] = useState<Pair>({ a: '', b: '' });
  const { must = [], never = [] } = event.pins ?? {};
  const pins = { must, never };
  const put = (kind: PinKind, pairs: readonly Pair[]) =>
    write.mutate({ path: { id: event.id }, body: { ...pins, [kind]: pairs } });
  const firms = registrations
    .filter(({ status }) => status === 'registered')
    .map(({ firm: { id, name } }): Choice => [id, name]);
  const nameOf = (id: string) => registrations.find(({ firm }) => firm.id === id)?.firm.name ?? id;
  const open = ['announced', 'registration-closed', 'timetabled'].includes(event.status);
  if (!open && must.length + never.length === 0) return null;
  return (
    <Section title={say('pins')}>
      <p className="j-small">{say('pins.about')}</p>
      {must.length + never.length > 0 && (
        <ul className="e-pins">
          {kinds.flatMap((kind) =>
            pins[kind].map((each) => (
              <li key={each.a + each.b}>
                <Tag tone={kind === 'must' ? 'good' : 'bad'}>{say(`pins.${kind}`)}</Tag> {nameOf(each.a)} —{' '}
                {nameOf(each.b)}{' '}
                {open && (
                  <button
                    type="button"
                    className="j-link"
                    disabled={write.isPending}
                    aria-label={say('removeNamed', { name: `${nameOf(each.a)} — ${nameOf(each.b)}` })}
                    onClick={() =>
                      put(
                        kind,
                        pins[kind].filter((one) => one !== each),
                      )
                    }
                  >
                    {say('remove')}
                  </button>
                )}
              </li>
            )),
          )}
        </ul>
      )}
      <ProblemAlert error={write.error} />
      {open && (
        <div className="j-fields">
          {(['a', 'b'] as const).map((side) => (
            <ChoiceField
              key={side}
              label={say(side === 'a' ? 'intent.one' : 'intent.other')}
              none={say('choose')}
              value={pair[side]}
              onChange={(id) => setPair({ ...pair, [side]: id })}
              choices={firms}
            />
          ))}
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              className="j-button"
              disabled={pair.a === '' || pair.b === '' || write.isPending}
              onClick={() => put(kind, [...pins[kind], pair])}
            >
              {say(`pins.add.${kind}`)}
            </button>
          ))}
        </div>
      )}
    </Section>
  );
}
