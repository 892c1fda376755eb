import { Link } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { Countdown, Moment, useCategoryName } from '../kit/values.tsx';
import { useText } from './text.ts';
import { RoundStatus } from './values.tsx';

type Summary = Listed<'GET /v1/demand-rounds'>;

/** The demand rounds that one's unit leads or is invited to (联合报量). */
export function Page() {
  const say = useText();
  const rounds = useList('GET /v1/demand-rounds', { query: { scope: 'own', limit: 30 } });
  const columns = useColumns();
  return (
    <PageFrame
      title={say('rounds')}
      actions={
        <ButtonLink to="/rounds/new" primary>
          {say('open')}
        </ButtonLink>
      }
    >
      <Section title={say('rounds.own')}>
        <Listing of={rounds} empty={<Empty title={say('rounds.none')}>{say('rounds.noneDetail')}</Empty>}>
          {(items) => <Table caption={say('rounds.own')} columns={columns} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}

function useColumns(): readonly Column<Summary>[] {
  const say = useText();
  const nameOf = useCategoryName();
  const own = useOwn();
  return [
    { title: say('round.title'), of: ({ id, title }) => <Link to={`/rounds/${id}`}>{title}</Link> },
    { title: say('round.category'), of: ({ category }) => nameOf(category) },
    {
      title: say('round.lead'),
      of: ({ id, lead }) =>
        lead.id === own ? <Link to={`/rounds/${id}/lead`}>{say('round.leadSelf')}</Link> : lead.name,
    },
    {
      title: say('round.window'),
      of: ({ opensAt, closesAt }) => (
        <>
          <Moment at={opensAt} />
          {say('to')}
          <br />
          <Moment at={closesAt} />
        </>
      ),
    },
    {
      title: say('round.status'),
      of: ({ status, closesAt }) => (
        <>
          <RoundStatus status={status} />
          {status === 'reporting' && (
            <>
              <br />
              <Countdown until={closesAt} sentence />
            </>
          )}
        </>
      ),
    },
  ];
}
