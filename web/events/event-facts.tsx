import { Facts, Section, Tag } from '../kit/blocks.tsx';
import { clockText } from '../kit/format.ts';
import { useSubjectWords } from '../kit/subject.ts';
import { Address, Day, Deadline, Hours } from '../kit/values.tsx';
import type { Event } from './event.tsx';
import { useText } from './text.ts';

/** What was announced of an event. */
export function EventFacts({ event: it }: { readonly event: Event }) {
  const say = useText();
  const nameOf = useSubjectWords();
  return (
    <Section title={say('about')}>
      <Facts
        items={[
          [
            say('day'),
            <span key="day">
              <Day at={it.day} weekday /> <Hours from={it.startsAt} to={it.endsAt} />
            </span>,
          ],
          [
            say('place'),
            <span key="place">
              <Address of={it.place} />
            </span>,
          ],
          [say('host'), it.host],
          [
            say('closes'),
            <span key="closes">
              <Deadline at={it.registrationClosesAt} counts={it.status === 'announced'} />
            </span>,
          ],
          [say('places'), say('places.of', { left: it.placesLeft, places: it.places })],
          [say('tables'), say('tables.of', { tables: it.tables, slots: it.slots.length })],
          [say('mostMeetings'), it.mostMeetings],
          [
            say('subjects'),
            it.subjects.length === 0 ? (
              say('subjects.any')
            ) : (
              <span key="subjects" className="e-tags">
                {it.subjects.map((code) => (
                  <Tag key={code} tone="accent">
                    {nameOf(code)}
                  </Tag>
                ))}
              </span>
            ),
          ],
        ]}
      />
      {it.remark !== undefined && <p className="e-words">{it.remark}</p>}
      <details className="j-fold">
        <summary>{say('slots.all', { count: it.slots.length })}</summary>
        <ol className="e-slots">
          {it.slots.map(({ from, to }) => (
            <li key={from}>
              {clockText(from)}–{clockText(to)}
            </li>
          ))}
        </ol>
      </details>
    </Section>
  );
}
