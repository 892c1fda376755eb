import { Link } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { Deadline } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { useText } from './text.ts';
import './procuring.css';

type Summary = Listed<'GET /v1/tenders'>;

/** What has to be done next, in the order in which it presses, and the statuses that wait for it. */
const groups = [
  { name: 'write', statuses: ['draft'] },
  { name: 'evaluate', statuses: ['opened'] },
  { name: 'award', statuses: ['standstill'] },
  { name: 'follow', statuses: ['published', 'opening'] },
  { name: 'retender', statuses: ['failed'] },
  { name: 'done', statuses: ['awarded', 'cancelled'] },
] as const;

/** One's own tenders by what has to be done next (本单位招标), and the joint ones that others run. */
export function Page() {
  const say = useText();
  const session = useSession();
  const organisation = session.status === 'user' ? session.organisation?.organisation : undefined;
  const own = { enabled: organisation !== undefined };
  const buyer = organisation ?? '';
  const drafts = useList('GET /v1/tenders', { query: { status: 'draft', buyer, limit: 100 } }, own);
  const tenders = useList('GET /v1/tenders', { query: { buyer, limit: 100 } }, own);
  const all = { ...tenders, data: drafts.data && tenders.data && [...drafts.data, ...tenders.data] };
  return (
    <PageFrame
      title={say('mine')}
      actions={
        <ButtonLink primary to="/procuring/new">
          {say('new')}
        </ButtonLink>
      }
    >
      <Listing
        of={{ ...all, error: drafts.error ?? tenders.error }}
        empty={<Empty title={say('mine.none')}>{say('mine.noneDetail')}</Empty>}
      >
        {(items) => <Groups items={items} organisation={buyer} />}
      </Listing>
    </PageFrame>
  );
}

function Groups({ items, organisation }: { readonly items: readonly Summary[]; readonly organisation: string }) {
  const say = useText();
  const own = items.filter(({ buyer }) => buyer.id === organisation);
  const others = items.filter(({ buyer }) => buyer.id !== organisation);
  return (
    <>
      {groups.map(({ name, statuses }) => {
        const found = own.filter(({ status }) => statuses.some((each) => each === status));
        return found.length > 0 && <Group key={name} title={say(`todo.${name}`)} items={found} to={placeOf} />;
      })}
      {others.length > 0 && <Group title={say('todo.joint')} items={others} to={({ id }) => `/tenders/${id}`} />}
    </>
  );
}

const placeOf = ({ id, status }: Summary): string =>
  status === 'draft' ? `/procuring/drafts/${id}` : `/procuring/tenders/${id}`;

interface GroupProps {
  readonly title: string;
  readonly items: readonly Summary[];
  to(summary: Summary): string;
}

function Group({ title, items, to }: GroupProps) {
  const say = useText();
  const columns: readonly Column<Summary>[] = [
    { title: say('title'), of: (each) => <Link to={to(each)}>{each.title}</Link> },
    { title: say('regime'), of: ({ regime }) => say(`regime.${regime}`) },
    { title: say('lots'), figure: true, of: ({ lots }) => lots },
    {
      title: say('deadline.short'),
      of: ({ deadline, status }) => (
        <>
          <Deadline at={deadline} counts={status === 'published' || status === 'draft'} />
        </>
      ),
    },
    { title: say('status'), of: ({ status }) => <TenderStatus status={status} /> },
  ];
  return (
    <Section title={title}>
      <Table caption={title} columns={columns} items={items} keyOf={({ id }) => id} />
    </Section>
  );
}
