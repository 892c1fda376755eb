import { useList } from '../api/queries.ts';
import { Empty, Listing, PageFrame, Section } from '../kit/blocks.tsx';
import { EventRows } from './event-rows.tsx';
import './events.css';
import { useText } from './text.ts';

/** The events at which firms meet face to face (对接会), the latest day first. */
export function Page() {
  const say = useText();
  const events = useList('GET /v1/matchmaking-events', { query: { limit: 20 } });
  return (
    <PageFrame title={say('events')}>
      <p className="e-lead">{say('events.lead')}</p>
      <Section title={say('events.list')}>
        <Listing of={events} empty={<Empty title={say('events.none')}>{say('events.noneDetail')}</Empty>}>
          {(items) => <EventRows items={items} to={(id) => `/events/${id}`} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
