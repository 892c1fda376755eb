import { Link } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { Moment, useCategoryName } from '../kit/values.tsx';
import { useText } from './text.ts';
import { RoundStatus } from './values.tsx';

type Summary = Listed<'GET /v1/demand-rounds'>;

/** Rounds that were locked, whose sums everyone may read (联合报量公示). */
export function Page() {
  const say = useText();
  const nameOf = useCategoryName();
  const rounds = useList('GET /v1/demand-rounds', { query: { scope: 'locked', limit: 30 } });
  const columns: readonly Column<Summary>[] = [
    { title: say('round.title'), of: ({ id, title }) => <Link to={`/demand/${id}`}>{title}</Link> },
    { title: say('round.category'), of: ({ category }) => nameOf(category) },
    { title: say('round.lead'), of: ({ lead }) => lead.name },
    { title: say('closes'), of: ({ closesAt }) => <Moment at={closesAt} /> },
    { title: say('round.status'), of: ({ status }) => <RoundStatus status={status} /> },
  ];
  return (
    <PageFrame title={say('public')}>
      <Section title={say('public')}>
        <p className="j-small">{say('public.about')}</p>
        <Listing of={rounds} empty={<Empty title={say('public.none')}>{say('public.noneDetail')}</Empty>}>
          {(items) => <Table caption={say('public')} columns={columns} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
