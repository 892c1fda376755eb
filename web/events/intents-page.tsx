import { Link, useParams } from 'react-router';
import { type Listed, useList, useRead } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Listing, PageFrame, Reading, Section, Table } from '../kit/blocks.tsx';
import { useSubjectWords } from '../kit/subject.ts';
import { Amount, Amounted, Moment } from '../kit/values.tsx';
import './events.css';
import { useReader } from './event.tsx';
import { IntentStatus } from './intent.tsx';
import { IntentForm } from './intent-form.tsx';
import { useText } from './text.ts';

type Intent = Listed<'GET /v1/matchmaking-events/{id}/intents'>;

/** What firms intend (合作意向): a firm its own, the organiser all; and recording another. */
export function Page() {
  const { heldEvent: id = '' } = useParams();
  const say = useText();
  const { operates } = useReader();
  const path = { id };
  const event = useRead('GET /v1/matchmaking-events/{id}', { path });
  const intents = useList('GET /v1/matchmaking-events/{id}/intents', { path, query: { limit: 30 } });
  const columns = useColumns();
  return (
    <Reading of={event}>
      {(it) => (
        <PageFrame
          kicker={it.title}
          title={say('intents')}
          actions={
            <ButtonLink to={operates ? `/organise/events/${id}` : `/events/${id}/timetable`}>
              {say(operates ? 'run' : 'timetable.own')}
            </ButtonLink>
          }
        >
          <Section title={say('intents.list')}>
            <Listing of={intents} empty={<Empty title={say('intents.none')}>{say('intents.noneDetail')}</Empty>}>
              {(items) => (
                <Table caption={say('intents')} columns={columns} items={items} keyOf={({ id: key }) => key} />
              )}
            </Listing>
          </Section>
          <IntentForm event={it} />
        </PageFrame>
      )}
    </Reading>
  );
}

function useColumns(): readonly Column<Intent>[] {
  const say = useText();
  const { firm } = useReader();
  const nameOf = useSubjectWords();
  return [
    {
      title: say('counterpart'),
      of: ({ id, parties }) => (
        <Link to={`/intents/${id}`}>
          {parties
            .filter((party) => party.id !== firm)
            .map(({ name }) => name)
            .join(' — ')}
        </Link>
      ),
    },
    { title: say('subject'), of: ({ subject }) => nameOf(subject) },
    {
      title: say('quantity'),
      figure: true,
      of: ({ quantity }) => (quantity === undefined ? '—' : <Amounted value={quantity} />),
    },
    {
      title: say('estimate.shown'),
      figure: true,
      of: ({ estimate }) => (estimate === undefined ? '—' : <Amount value={estimate} />),
    },
    { title: say('recorded'), of: ({ recordedAt }) => <Moment at={recordedAt} /> },
    { title: say('intent.state'), of: ({ status }) => <IntentStatus of={status} /> },
  ];
}
