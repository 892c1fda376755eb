import { useList } from '../api/queries.ts';
import { ButtonLink, Empty, Listing, PageFrame, Section } from '../kit/blocks.tsx';
import { EventRows } from './event-rows.tsx';
import './events.css';
import { useText } from './text.ts';

/** The events that the operator runs (对接会组织). */
export function Page() {
  const say = useText();
  const events = useList('GET /v1/matchmaking-events', { query: { limit: 20 } });
  return (
    <PageFrame
      title={say('organise')}
      actions={
        <ButtonLink primary to="/organise/events/new">
          {say('new')}
        </ButtonLink>
      }
    >
      <Section title={say('events.list')}>
        <Listing of={events} empty={<Empty title={say('events.none')}>{say('organise.noneDetail')}</Empty>}>
          {(items) => <EventRows items={items} to={(id) => `/organise/events/${id}`} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
