import { useState } from 'react';
import { type Column, Empty, Section, Table, Tag } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { Moment } from '../kit/values.tsx';
import type { Event, Registration } from './event.tsx';
import { Proposals } from './proposals.tsx';
import { useText } from './text.ts';

interface RegistrationsProps {
  readonly event: Event;
  readonly items: readonly Registration[];
}

/** Who registered (报名登记), with the people, and whom the organiser sees proposed to each firm. */
export function Registrations({ event, items }: RegistrationsProps) {
  const say = useText();
  const [firm, setFirm] = useState('');
  const columns: readonly Column<Registration>[] = [
    {
      title: say('firm'),
      of: ({ firm: { name }, status }) => (
        <>
          {name} {status === 'withdrawn' && <Tag tone="warn">{say('withdrawn')}</Tag>}
        </>
      ),
    },
    {
      title: say('people'),
      of: ({ people }) =>
        people.map(({ name, title, phone }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two of a firm may have one name
          <span key={at} className="e-sub">
            {[name, title, phone].filter(Boolean).join(' ')}
          </span>
        )),
    },
    { title: say('posts.brought'), figure: true, of: ({ posts }) => posts.length },
    { title: say('absent.count'), figure: true, of: ({ absent }) => absent.length },
    {
      title: say('wishes.count'),
      figure: true,
      of: ({ wishes = [], vetoes = [] }) => `${wishes.length} / ${vetoes.length}`,
    },
    { title: say('registeredAt'), of: ({ at }) => <Moment at={at} /> },
  ];
  return (
    <>
      <Section title={say('registrations')}>
        {items.length === 0 ? (
          <Empty title={say('registrations.none')}>{say('registrations.noneDetail')}</Empty>
        ) : (
          <>
            <Table caption={say('registrations')} columns={columns} items={items} keyOf={({ firm: { id } }) => id} />
            <form className="j-fields" onSubmit={(submitted) => submitted.preventDefault()}>
              <ChoiceField
                label={say('proposals.of')}
                none={say('choose')}
                value={firm}
                onChange={setFirm}
                choices={items
                  .filter(({ status }) => status === 'registered')
                  .map(({ firm: { id, name } }) => [id, name] as const)}
              />
            </form>
          </>
        )}
      </Section>
      {firm !== '' && <Proposals event={event.id} firm={firm} />}
    </>
  );
}
