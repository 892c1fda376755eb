import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { call } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { Empty, Facts, Notice, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { JobOf } from '../kit/job.tsx';
import { saveFile } from '../kit/save-file.ts';
import { Moment } from '../kit/values.tsx';
import { type Event, hasTimetable, type Timetable } from './event.tsx';
import { Meetings } from './meetings.tsx';
import { useText } from './text.ts';

/** Finding the timetable (排程), looking at it, publishing it and printing it. */
export function RunTimetable({ event }: { readonly event: Event }) {
  const say = useText();
  // The job stands in the address: whoever loads the page anew finds it again.
  const [search, setSearch] = useSearchParams();
  const job = search.get('job');
  const path = { id: event.id };
  const find = useWrite('POST /v1/matchmaking-events/{id}/timetable', {
    onDone: (answer) => setSearch({ job: answer.job }, { replace: true }),
  });
  const timetable = useRead(
    'GET /v1/matchmaking-events/{id}/timetable',
    { path },
    { enabled: event.timetable !== undefined },
  );
  const open = event.status === 'registration-closed' || event.status === 'timetabled';
  return (
    <Section title={say('timetable')}>
      {event.status === 'announced' && <Empty title={say('find.early')}>{say('find.earlyDetail')}</Empty>}
      {open && <p>{say('find.about')}</p>}
      <ProblemAlert error={find.error} />
      {open && (
        <p className="j-actions">
          <button
            type="button"
            className={event.timetable === undefined ? 'j-button j-button-primary' : 'j-button'}
            disabled={find.isPending}
            onClick={() => find.mutate({ path })}
          >
            {say(event.timetable === undefined ? 'find' : 'find.again')}
          </button>
        </p>
      )}
      {job !== null && open && (
        <JobOf key={job} id={job}>
          {() => <Found />}
        </JobOf>
      )}
      {event.timetable !== undefined && (
        <Reading of={timetable}>{(it) => <Made event={event} timetable={it} />}</Reading>
      )}
    </Section>
  );
}

/** What the job found is read once it is there. */
function Found() {
  const say = useText();
  const client = useQueryClient();
  useEffect(() => {
    const ofEvent = ({ queryKey: [operation] }: { readonly queryKey: readonly unknown[] }) =>
      String(operation).startsWith('GET /v1/matchmaking-events/');
    void client.invalidateQueries({ predicate: ofEvent });
  }, [client]);
  return <Notice tone="good" title={say('found')} />;
}

function Made({ event, timetable }: { readonly event: Event; readonly timetable: Timetable }) {
  const say = useText();
  const publish = useWrite('POST /v1/matchmaking-events/{id}/timetable/publication');
  const path = { id: event.id };
  const { made, stale, meetings } = timetable;
  const download = async () => {
    const page: unknown = await call('GET /v1/matchmaking-events/{id}/timetable/print', { path });
    saveFile(`${event.title}.html`, String(page), 'text/html');
  };
  return (
    <>
      {made !== undefined && (
        <Facts
          items={[
            [say('made.meetings'), made.meetings],
            [say('made.firms'), say('made.of', { count: made.worth.firms, all: made.registered })],
            [say('made.musts'), say('made.of', { count: made.worth.musts, all: event.pins?.must.length ?? 0 })],
            [say('made.proposed'), made.proposed],
            [
              say('made.value'),
              say('made.valueOf', { value: made.worth.value, bound: made.bound.value, gap: made.gap }),
            ],
            [say('made.status'), say(`made.${made.status}`)],
            [say('made.at'), <Moment key="at" at={made.madeAt} />],
          ]}
        />
      )}
      {stale && event.status === 'timetabled' && <Notice tone="warn" title={say('stale')} />}
      <ProblemAlert error={publish.error} />
      <p className="j-actions">
        {event.status === 'timetabled' && (
          <button
            type="button"
            className="j-button j-button-primary"
            disabled={publish.isPending}
            onClick={() => publish.mutate({ path })}
          >
            {say('publish')}
          </button>
        )}
        {hasTimetable(event) && (
          <button type="button" className="j-button" onClick={() => void download()}>
            {say('print.all')}
          </button>
        )}
      </p>
      {hasTimetable(event) && <p className="j-small">{say('print.about')}</p>}
      {meetings.length === 0 ? (
        <Empty title={say('made.none')}>{say('made.noneDetail')}</Empty>
      ) : (
        <Meetings event={event} meetings={meetings} />
      )}
    </>
  );
}
