import { useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { Facts, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { Outcome, Thing } from './abuse.tsx';
import { DecideAbuse } from './decide-abuse.tsx';
import './market.css';
import { useText } from './text.ts';

/** One report of abuse (举报): what was reported as it stood, and what was decided, or the operator's decision. */
export function Page() {
  const { abuseReport: id = '' } = useParams();
  const say = useText();
  const session = useSession();
  const operates = session.status === 'user' && session.roles.includes('operator');
  const report = useRead('GET /v1/abuse-reports/{id}', { path: { id } });
  return (
    <Reading of={report}>
      {(it) => (
        <PageFrame
          kicker={<Outcome decision={it.decision} />}
          title={say('abuse.title', { name: it.against.name, reason: sayCode(say, 'report', it.reason) })}
        >
          <Section title={say('abuse.facts')}>
            <Facts
              items={[
                [say('abuse.against'), it.against.name],
                [say('abuse.reporter'), it.reporter.name],
                [say('abuse.thing'), <Thing key="thing" of={it.thing} linked={!operates} />],
                [say('report.reason'), sayCode(say, 'report', it.reason)],
                [say('abuse.reported'), <Moment key="reported" at={it.reportedAt} />],
              ]}
            />
            <h3>{say('report.text')}</h3>
            <p className="m-words">{it.text}</p>
            <h3>{say('abuse.quoted')}</h3>
            {it.quoted === undefined ? (
              <p className="j-muted">{say('abuse.unquoted')}</p>
            ) : (
              <blockquote className="m-words m-quoted">{it.quoted}</blockquote>
            )}
          </Section>
          {it.status === 'decided' ? (
            <Section title={say('abuse.decision')}>
              <Facts
                items={[
                  [say('abuse.outcome'), <Outcome key="outcome" decision={it.decision} />],
                  [say('abuse.decided'), <Moment key="decided" at={it.decidedAt} />],
                  [say('abuse.until'), it.until && <Moment key="until" at={it.until} />],
                ]}
              />
              <p className="m-words">{it.why}</p>
            </Section>
          ) : (
            operates && <DecideAbuse report={id} etag={etagOf(it)} ofPost={it.thing.kind === 'post'} />
          )}
        </PageFrame>
      )}
    </Reading>
  );
}
