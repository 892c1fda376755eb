import { Link } from 'react-router';
import { addDays, dayOf, instant } from '../../shared/kernel/time.ts';
import { serverNow } from '../api/client.ts';
import { useList } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { Day, Hours } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { type SessionListed, SessionStatus } from './session.tsx';
import './showcase.css';
import { useText } from './text.ts';

/** What a firm presents (本单位直播): drafts, and what it announced from three months back to eight ahead. */
export function Page() {
  const say = useText();
  const session = useSession();
  const host = session.status === 'user' ? (session.organisation?.organisation ?? '') : '';
  const today = dayOf(instant(serverNow()));
  const drafts = useList('GET /v1/live-sessions', { query: { host, status: 'draft', limit: 30 } });
  const announced = useList('GET /v1/live-sessions', {
    query: { host, from: addDays(today, -92), to: addDays(today, 270), limit: 30 },
  });
  return (
    <PageFrame
      title={say('own')}
      actions={
        <ButtonLink to="/supply/sessions/new" primary>
          {say('new')}
        </ButtonLink>
      }
    >
      <Section title={say('own.drafts')}>
        <Listing of={drafts} empty={<Empty title={say('own.draftsNone')}>{say('own.draftsNoneDetail')}</Empty>}>
          {(items) => <Rows items={items} caption={say('own.drafts')} />}
        </Listing>
      </Section>
      <Section title={say('own.announced')}>
        <Listing of={announced} empty={<Empty title={say('own.none')}>{say('own.noneDetail')}</Empty>}>
          {(items) => <Rows items={items} caption={say('own.announced')} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}

function Rows({ items, caption }: { readonly items: readonly SessionListed[]; readonly caption: string }) {
  const say = useText();
  const columns: readonly Column<SessionListed>[] = [
    { title: say('title'), of: ({ id, title }) => <Link to={`/supply/sessions/${id}`}>{title}</Link> },
    {
      title: say('when'),
      of: ({ startsAt, endsAt }) => (
        <>
          <Day at={startsAt} weekday /> <Hours from={startsAt} to={endsAt} />
        </>
      ),
    },
    { title: say('presenter'), of: ({ presenter }) => presenter.name },
    { title: say('products'), figure: true, of: ({ productCount }) => productCount },
    { title: say('state'), of: (session) => <SessionStatus of={session} /> },
  ];
  return <Table caption={caption} columns={columns} items={items} keyOf={({ id }) => id} />;
}
