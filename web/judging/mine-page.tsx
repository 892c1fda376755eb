import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../api/client.ts';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Loading, PageFrame, ProblemAlert, Section, Table } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { useText } from './text.ts';
import './judging.css';

type Summary = Listed<'GET /v1/tenders'>;

/** The tenders under evaluation in whose committee one sits (我的评审). */
export function Page() {
  const say = useText();
  const opened = useList('GET /v1/tenders', { query: { status: 'opened', limit: 100 } });
  const tenders = opened.data ?? [];
  const seats = useQueries({
    queries: tenders.map(({ id }) => ({
      queryKey: ['GET /v1/tenders/{id}/committee', { path: { id } }],
      queryFn: () => call('GET /v1/tenders/{id}/committee', { path: { id } }),
    })),
  });
  const mine = tenders.flatMap((tender, at) => {
    const seat = seats[at]?.data?.seats.find((each) => each.mine && each.left === undefined);
    return seat === undefined ? [] : [{ ...tender, seat: seat.seat }];
  });
  const columns: readonly Column<Summary & { readonly seat: number }>[] = [
    { title: say('tender'), of: ({ id, title }) => <Link to={`/judging/tenders/${id}`}>{title}</Link> },
    { title: say('buyer'), of: ({ buyer }) => buyer.name },
    { title: say('seat'), of: ({ seat }) => say('seat.number', { seat }) },
    { title: say('opened'), of: ({ deadline }) => <Moment at={deadline} /> },
  ];
  const waits = opened.isPending || seats.some(({ isPending }) => isPending);
  return (
    <PageFrame title={say('mine')}>
      <Section title={say('mine.caption')}>
        <ProblemAlert error={opened.error} onRetry={opened.refetch} />
        {waits ? (
          <Loading />
        ) : mine.length === 0 ? (
          <Empty title={say('mine.none')}>{say('mine.noneDetail')}</Empty>
        ) : (
          <Table caption={say('mine.caption')} columns={columns} items={mine} keyOf={({ id }) => id} />
        )}
      </Section>
    </PageFrame>
  );
}
