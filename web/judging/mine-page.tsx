import { Link } from 'react-router';
import { type Listed, useList, useRead } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Listing, PageFrame, Section, Table, Tag } from '../kit/blocks.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { Moment } from '../kit/values.tsx';
import { waitingOf } from './model.ts';
import { useText } from './text.ts';
import './judging.css';

type Held = Listed<'GET /v1/experts/me/seats'>;
const isOpen = ({ status, seat }: Held) => status === 'opened' && seat.left === undefined;

/** The committees in which one sits or sat, and what waits for one there (我的评审). */
export function Page() {
  const say = useText();
  const seats = useList('GET /v1/experts/me/seats', { query: { limit: 50 } });
  const columns: readonly Column<Held>[] = [
    { title: say('tender'), of: ({ id, title }) => <Link to={`/judging/tenders/${id}`}>{title}</Link> },
    { title: say('buyer'), of: ({ buyer }) => buyer.name },
    {
      title: say('seat'),
      of: ({ seat: { seat, kind, chair } }) =>
        `${say('seat.number', { seat })} · ${say(`seat.${kind}`)}${chair ? say('seat.isChair') : ''}`,
    },
    { title: say('opened'), of: ({ deadline }) => <Moment at={deadline} /> },
    { title: say('tender.status'), of: ({ status }) => <TenderStatus status={status} /> },
  ];
  const waits: Column<Held> = { title: say('mine.waits'), of: (held) => <Waiting of={held} /> };
  return (
    <PageFrame title={say('mine')} actions={<ButtonLink to="/judging/profile">{say('profile')}</ButtonLink>}>
      <Listing
        of={seats}
        empty={
          <Section title={say('mine.caption')}>
            <Empty title={say('mine.none')}>{say('mine.noneDetail')}</Empty>
          </Section>
        }
      >
        {(held) => (
          <>
            <Section title={say('mine.caption')}>
              {held.some(isOpen) ? (
                <Table
                  caption={say('mine.caption')}
                  columns={[...columns.slice(0, 1), waits, ...columns.slice(1)]}
                  items={held.filter(isOpen)}
                  keyOf={({ id }) => id}
                />
              ) : (
                <Empty title={say('mine.none')}>{say('mine.noneDetail')}</Empty>
              )}
            </Section>
            {!held.every(isOpen) && (
              <Section title={say('mine.ended')}>
                <Table
                  caption={say('mine.ended')}
                  columns={[
                    ...columns,
                    {
                      title: say('seat.state'),
                      of: ({ seat }) =>
                        seat.left === undefined ? say('seat.sat') : <Tag tone="warn">{say('seat.left')}</Tag>,
                    },
                  ]}
                  items={held.filter((each) => !isOpen(each))}
                  keyOf={({ id }) => id}
                />
              </Section>
            )}
          </>
        )}
      </Listing>
    </PageFrame>
  );
}

/** How much of an evaluation waits for this seat. */
function Waiting({ of: { id, seat } }: { readonly of: Held }) {
  const say = useText();
  const { data } = useRead('GET /v1/tenders/{id}/report', { path: { id } });
  if (data === undefined) return <>…</>;
  const count = waitingOf(data, seat.seat).length;
  if (count > 0) return <Tag tone="warn">{say('waits.findings', { count })}</Tag>;
  if (data.signed.includes(seat.seat)) return <Tag tone="good">{say('waits.signed')}</Tag>;
  return data.missing.length === 0 ? <Tag tone="warn">{say('sign')}</Tag> : <Tag>{say('waits.others')}</Tag>;
}
