import { Link } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { type AbuseReport, Outcome, Thing } from './abuse.tsx';
import './market.css';
import { useText } from './text.ts';

type Decided = Listed<'GET /v1/abuse-decisions'>;

/** What was decided against one's own organisation, and what became of its own reports (举报与处理). */
export function Page() {
  const say = useText();
  return (
    <PageFrame title={say('reports')}>
      <p className="m-lead">{say('reports.lead')}</p>
      <Against />
      <Own status="open" />
      <Own status="decided" />
    </PageFrame>
  );
}

function Against() {
  const say = useText();
  const decisions = useList('GET /v1/abuse-decisions', { query: { limit: 30 } });
  return (
    <Section title={say('reports.against')}>
      <Listing of={decisions} empty={<Empty title={say('reports.againstNone')} />}>
        {(items) => (
          <ul className="m-list">
            {items.map((each) => (
              <Decision key={each.decidedAt + JSON.stringify(each.thing)} decided={each} />
            ))}
          </ul>
        )}
      </Listing>
    </Section>
  );
}

function Decision({ decided: { thing, reason, decision, why, until, decidedAt } }: { readonly decided: Decided }) {
  const say = useText();
  return (
    <li className="m-card">
      <div className="m-card-head">
        <span>
          <Outcome decision={decision} /> <Thing of={thing} /> · {sayCode(say, 'report', reason)}
        </span>
        <span className="j-small">
          <Moment at={decidedAt} />
        </span>
      </div>
      <p className="m-words">{why}</p>
      {until !== undefined && (
        <p className="j-small">
          {say('abuse.until')} <Moment at={until} />
        </p>
      )}
    </li>
  );
}

function Own({ status }: { readonly status: 'open' | 'decided' }) {
  const say = useText();
  const reports = useList('GET /v1/abuse-reports', { query: { status, limit: 30 } });
  const columns: readonly Column<AbuseReport>[] = [
    {
      title: say('report.reason'),
      of: ({ id, reason }) => <Link to={`/abuse-reports/${id}`}>{sayCode(say, 'report', reason)}</Link>,
    },
    { title: say('abuse.against'), of: ({ against }) => against.name },
    { title: say('abuse.thing'), of: ({ thing }) => <Thing of={thing} /> },
    { title: say('abuse.reported'), of: ({ reportedAt }) => <Moment at={reportedAt} /> },
    { title: say('abuse.outcome'), of: ({ decision }) => <Outcome decision={decision} /> },
  ];
  return (
    <Section title={say(`reports.${status}`)}>
      <Listing of={reports} empty={<Empty title={say(`reports.${status}None`)}>{say('reports.noneDetail')}</Empty>}>
        {(items) => <Table caption={say(`reports.${status}`)} columns={columns} items={items} keyOf={({ id }) => id} />}
      </Listing>
    </Section>
  );
}
