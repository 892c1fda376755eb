import { Link, useSearchParams } from 'react-router';
import { useList } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { type AbuseReport, Outcome, Thing } from './abuse.tsx';
import './market.css';
import { useText } from './text.ts';

const statuses = ['open', 'decided'] as const;

/** The reports of abuse that wait for the operator (举报处理), oldest first, and those that were decided. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const status = search.get('status') === 'decided' ? 'decided' : 'open';
  const reports = useList('GET /v1/abuse-reports', { query: { status, limit: 30 } });
  return (
    <PageFrame title={say('abuse')}>
      <Section title={say(`abuse.${status}`)}>
        <Tabs
          legend={say('abuse')}
          tabs={statuses.map((each) => [each, say(`abuse.${each}`)] as const)}
          chosen={status}
          onPick={(each) => setSearch(each === 'open' ? {} : { status: each }, { replace: true })}
        />
        <Listing of={reports} empty={<Empty title={say('abuse.none')}>{say(`abuse.none.${status}`)}</Empty>}>
          {(items) => <Reports items={items} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}

function Reports({ items }: { readonly items: readonly AbuseReport[] }) {
  const say = useText();
  const columns: readonly Column<AbuseReport>[] = [
    {
      title: say('report.reason'),
      of: ({ id, reason }) => <Link to={`/abuse-reports/${id}`}>{sayCode(say, 'report', reason)}</Link>,
    },
    { title: say('abuse.against'), of: ({ against }) => against.name },
    { title: say('abuse.thing'), of: ({ thing }) => <Thing of={thing} linked={false} /> },
    { title: say('abuse.reporter'), of: ({ reporter }) => reporter.name },
    { title: say('abuse.reported'), of: ({ reportedAt }) => <Moment at={reportedAt} /> },
    { title: say('abuse.outcome'), of: ({ decision }) => <Outcome decision={decision} /> },
  ];
  return <Table caption={say('abuse')} columns={columns} items={items} keyOf={({ id }) => id} />;
}
