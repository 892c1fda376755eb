import './verify.css';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { useList, useRead } from '../api/queries.ts';
import { Empty, Listing, Notice, PageFrame, Section } from '../kit/blocks.tsx';
import { TenderParts } from '../kit/tender-parts.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Cited, Moment } from '../kit/values.tsx';
import { type ChainState, type Linked, linked } from './chain-state.ts';
import { useText } from './text.ts';

/** All that happened to a tender, in order, each event hanging on the one before (招标日志). */
export function Page() {
  const { opened: id = '' } = useParams();
  const say = useText();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } });
  const log = useList('GET /v1/tenders/{id}/events', { path: { id }, query: { limit: 100 } });
  const early = log.error instanceof ApiProblem && log.error.status === 409;
  return (
    <PageFrame kicker={tender.data?.title} title={say('log')}>
      <TenderParts tender={id} />
      <p className="v-lead">{say('log.lead')}</p>
      <Section title={say('log.chain')}>
        {early ? (
          <Empty title={say('log.early')}>
            <p>{say('log.earlyDetail')}</p>
          </Empty>
        ) : (
          <Listing of={log} empty={<Empty title={say('log.none')} />}>
            {(items) => <Log events={linked(items)} />}
          </Listing>
        )}
      </Section>
    </PageFrame>
  );
}

function Log({ events }: { readonly events: readonly Linked[] }) {
  return (
    <>
      <State events={events} />
      <ol className="v-log">
        {events.map((event) => (
          <Event key={event.told.hash} event={event} />
        ))}
      </ol>
    </>
  );
}

function State({ events }: { readonly events: readonly Linked[] }) {
  const say = useText();
  const broken = events.find(({ state }) => state === 'broken');
  const gaps = events.filter(({ state }) => state === 'gap').length;
  const count = events.length;
  if (broken !== undefined) return <Notice tone="bad" title={say('log.broken', { seq: broken.seq })} />;
  if (gaps > 0) return <Notice tone="warn" title={say('log.gaps', { count, gaps })} />;
  return <Notice tone="good" title={say('log.intact', { count })} />;
}

const said: Readonly<Record<ChainState, 'log.fits' | 'log.gap' | 'log.notFits'>> = {
  fits: 'log.fits',
  gap: 'log.gap',
  broken: 'log.notFits',
};

function Event({ event: { seq, at, type, role, rule, told, state } }: { readonly event: Linked }) {
  const say = useText();
  return (
    <li className="v-event" data-state={state}>
      <span className="v-seq">{seq}</span>
      <div>
        <p>
          <strong>{sayCode(say, 'event', type)}</strong> · {sayCode(say, 'role', role)}
        </p>
        <p className="j-small">
          <Moment at={at} />
          {rule !== undefined && (
            <>
              {' · '}
              <Cited of={rule} />
            </>
          )}
        </p>
        <p className="v-hash">
          <code>{told.hash}</code> {say(said[state])}
        </p>
        <details>
          <summary className="j-small">{say('log.text')}</summary>
          <pre>{told.json}</pre>
        </details>
      </div>
    </li>
  );
}
