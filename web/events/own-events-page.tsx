import { useList } from '../api/queries.ts';
import { ButtonLink, Empty, Listing, PageFrame, Section } from '../kit/blocks.tsx';
import { EventRows } from './event-rows.tsx';
import './events.css';
import { useText } from './text.ts';

/** The events for which one's firm registered (我的对接会). */
export function Page() {
  const say = useText();
  const events = useList('GET /v1/matchmaking-events', { query: { scope: 'own', limit: 20 } });
  return (
    <PageFrame title={say('mine')}>
      <Section title={say('mine.list')}>
        <Listing
          of={events}
          empty={
            <Empty title={say('mine.none')}>
              <p>{say('mine.noneDetail')}</p>
              <ButtonLink to="/events">{say('mine.see')}</ButtonLink>
            </Empty>
          }
        >
          {(items) => <EventRows items={items} to={(id) => `/events/${id}`} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
