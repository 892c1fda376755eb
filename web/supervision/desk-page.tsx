import { Link } from 'react-router';
import { serverNow } from '../api/client.ts';
import { useList, useRead } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table, Tag } from '../kit/blocks.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { Deadline, Moment } from '../kit/values.tsx';
import type { TenderListed } from './model.ts';
import { useText } from './text.ts';
import './supervision.css';

/** What needs the supervisor's eyes (监督工作台): disputes by their deadlines, leads, openings, what closes next. */
export function Page() {
  const say = useText();
  return (
    <PageFrame title={say('desk')}>
      <Disputed />
      <Opening />
      <Evaluated />
      <Closing />
    </PageFrame>
  );
}

function useTitled(path: (id: string) => string): Column<TenderListed>[] {
  const say = useText();
  return [
    { title: say('tender'), of: ({ id, title }) => <Link to={path(id)}>{title}</Link> },
    { title: say('buyer'), of: ({ buyer }) => buyer.name },
  ];
}

const ofTender = (id: string) => `/supervision/tenders/${id}`;

/** Where an objection or a complaint is open, the first due first. */
function Disputed() {
  const say = useText();
  const tenders = useList('GET /v1/tenders', { query: { disputed: 'true', limit: 100 } });
  const titled = useTitled(ofTender);
  const columns: readonly Column<TenderListed>[] = [
    ...titled.slice(0, 1),
    {
      title: say('due'),
      of: ({ disputes }) => disputes && <Deadline at={disputes.next} />,
    },
    { title: say('complaints'), figure: true, of: ({ disputes }) => <Open count={disputes?.complaints ?? 0} /> },
    { title: say('objections'), figure: true, of: ({ disputes }) => <Open count={disputes?.objections ?? 0} /> },
    ...titled.slice(1),
    {
      title: say('stage'),
      of: ({ status, disputes }) => (
        <>
          <TenderStatus status={status} /> {disputes?.paused && <Tag tone="bad">{say('paused')}</Tag>}
        </>
      ),
    },
  ];
  return (
    <Section title={say('disputed')}>
      <Listing of={tenders} empty={<Empty title={say('disputed.none')}>{say('disputed.noneDetail')}</Empty>}>
        {(items) => (
          <Table
            caption={say('disputed')}
            columns={columns}
            items={[...items].sort((a, b) => (a.disputes?.next ?? '').localeCompare(b.disputes?.next ?? ''))}
            keyOf={({ id }) => id}
          />
        )}
      </Listing>
    </Section>
  );
}

const Open = ({ count }: { readonly count: number }) => (count > 0 ? <Tag tone="warn">{count}</Tag> : <>0</>);

/** Bids that are closed and not opened: that an opening takes long is for the supervisor to know. */
function Opening() {
  const say = useText();
  const tenders = useList('GET /v1/tenders', { query: { status: 'opening', limit: 50 } });
  const columns: readonly Column<TenderListed>[] = [
    ...useTitled((id) => `/tenders/${id}/opening`),
    { title: say('closed'), of: ({ deadline }) => <Moment at={deadline} /> },
  ];
  if ((tenders.data ?? []).length === 0) return null;
  return (
    <Section title={say('opening')}>
      <Listing of={tenders} empty={null}>
        {(items) => <Table caption={say('opening')} columns={columns} items={items} keyOf={({ id }) => id} />}
      </Listing>
    </Section>
  );
}

/** What is being evaluated or is published, with how many leads there are. */
function Evaluated() {
  const say = useText();
  const opened = useList('GET /v1/tenders', { query: { status: 'opened', limit: 20 } });
  const standing = useList('GET /v1/tenders', { query: { status: 'standstill', limit: 20 } });
  const columns: readonly Column<TenderListed>[] = [
    ...useTitled(ofTender),
    { title: say('stage'), of: ({ status }) => <TenderStatus status={status} /> },
    { title: say('opened'), of: ({ deadline }) => <Moment at={deadline} /> },
    { title: say('leads'), of: ({ id, title }) => <LeadCount tender={id} title={title} /> },
  ];
  const table = (items: readonly TenderListed[]) => (
    <Table caption={say('evaluated')} columns={columns} items={items} keyOf={({ id }) => id} />
  );
  return (
    <Section title={say('evaluated')}>
      <Listing of={opened} empty={<Empty title={say('evaluated.none')}>{say('evaluated.noneDetail')}</Empty>}>
        {table}
      </Listing>
      {(standing.data ?? []).length > 0 && (
        <Listing of={standing} empty={null}>
          {table}
        </Listing>
      )}
    </Section>
  );
}

function LeadCount({ tender, title }: { readonly tender: string; readonly title: string }) {
  const say = useText();
  const { data } = useRead('GET /v1/tenders/{id}/integrity-leads', { path: { id: tender } });
  // Not answered, or refused, is not the same as none.
  if (data === undefined) return <>…</>;
  const count = data.items.length;
  if (count === 0) return <>{say('leads.none')}</>;
  return (
    <Link to={`/supervision/tenders/${tender}/leads`} aria-label={say('leads.of', { title, count })}>
      {say('leads.count', { count })}
    </Link>
  );
}

/** What closes next. */
function Closing() {
  const say = useText();
  const now = new Date(Math.floor(serverNow() / 60_000) * 60_000).toISOString();
  const tenders = useList('GET /v1/tenders', { query: { closingAfter: now, status: 'published', limit: 20 } });
  const columns: readonly Column<TenderListed>[] = [
    ...useTitled(ofTender),
    {
      title: say('closes'),
      of: ({ deadline }) => (
        <>
          <Deadline at={deadline} />
        </>
      ),
    },
  ];
  return (
    <Section title={say('closing')}>
      <Listing of={tenders} empty={<Empty title={say('closing.none')}>{say('closing.noneDetail')}</Empty>}>
        {(items) => <Table caption={say('closing')} columns={columns} items={items} keyOf={({ id }) => id} />}
      </Listing>
    </Section>
  );
}
