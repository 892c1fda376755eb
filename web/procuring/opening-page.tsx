import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { serverNow } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Loading, Notice, PageFrame, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { momentText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { Countdown, Moment } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { OpeningRecord } from './opening-record.tsx';
import { useText } from './text.ts';
import './procuring.css';

const pending = ['published', 'opening'];

/** Where one waits for the opening and sees its record as it appears (开标大厅). */
export function Page() {
  const { running: id = '' } = useParams();
  const read = useRead('GET /v1/tenders/{id}', { path: { id } }, { every: 10_000 });
  return <Reading of={read}>{(tender) => <Hall tender={tender} />}</Reading>;
}

function Hall({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const sayKit = useKitText();
  const { id, title, status, deadline, suspended } = tender;
  const waits = pending.includes(status);
  return (
    <PageFrame
      title={say('hall.title', { title })}
      kicker={say('mine')}
      actions={
        <>
          <ButtonLink to={`/procuring/tenders/${id}`}>{say('back')}</ButtonLink>
          {!waits && (
            <button type="button" className="j-button" onClick={() => print()}>
              {sayKit('print')}
            </button>
          )}
        </>
      }
    >
      <Section title={say('hall')}>
        {suspended && <Notice tone="warn">{say('next.suspended')}</Notice>}
        <div className="p-hall">
          <div>
            <p>{say('hall.serverTime')}</p>
            <Clock />
          </div>
          <div>
            <p>{say('hall.deadline')}</p>
            <p className="p-hall-time">
              <Moment at={deadline} />
            </p>
          </div>
          {waits && (
            <div>
              <p>{say('hall.left')}</p>
              <p className="p-hall-time">
                <Countdown until={deadline} />
              </p>
            </div>
          )}
        </div>
        {waits && <p>{say(status === 'published' ? 'hall.sealed' : 'hall.opening')}</p>}
      </Section>
      {status === 'cancelled' ? <Notice>{say('next.cancelled')}</Notice> : !waits && <Record tender={tender} />}
    </PageFrame>
  );
}

function Record({ tender }: { readonly tender: Tender }) {
  const record = useRead('GET /v1/tenders/{id}/opening', { path: { id: tender.id } });
  if (record.isPending) return <Loading />;
  if (record.data === undefined) return <ProblemAlert error={record.error} onRetry={record.refetch} />;
  return <OpeningRecord tender={tender} opening={record.data} />;
}

/** The server's time, to the second: it alone counts. */
function Clock() {
  const language = useLanguage();
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  const at = new Date(now).toISOString();
  const seconds = String(new Date(now).getUTCSeconds()).padStart(2, '0');
  return (
    <p className="p-hall-time">
      {momentText(at, language)}:{seconds}
    </p>
  );
}
