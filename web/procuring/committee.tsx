import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, type Column, Notice, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { CommitteeForm } from './committee-form.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

type Seat = Answer<'GET /v1/tenders/{id}/committee'>['seats'][number];

/** The committee (评标委员会): its seats, and the way to enter those who were drawn from a statutory pool. */
export function CommitteeSection({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, status } = tender;
  const read = useRead('GET /v1/tenders/{id}/committee', { path: { id } });
  return (
    <Section
      title={say('committee')}
      more={<ButtonLink to={`/judging/tenders/${id}/committee`}>{say('committee.draw')}</ButtonLink>}
    >
      <Reading of={read}>
        {({ seats, pool, signed, vacant }) =>
          seats.length === 0 ? (
            <>
              <Notice>{say('committee.none')}</Notice>
              {status === 'opened' && <CommitteeForm tender={id} />}
            </>
          ) : (
            <>
              {pool !== null && <p>{say('committee.pool', { name: pool.name, reference: pool.reference })}</p>}
              {vacant.length > 0 && (
                <Notice tone="warn">{say('committee.vacant', { seats: vacant.join('、') })}</Notice>
              )}
              <Seats seats={seats} signed={signed} />
            </>
          )
        }
      </Reading>
    </Section>
  );
}

function Seats({ seats, signed }: { readonly seats: readonly Seat[]; readonly signed: readonly number[] }) {
  const say = useText();
  const stateOf = ({ seat, left }: Seat) => {
    if (left !== undefined) return <Tag tone="warn">{say('seat.left')}</Tag>;
    return signed.includes(seat) ? <Tag tone="good">{say('seat.signed')}</Tag> : say('seat.sits');
  };
  const columns: readonly Column<Seat>[] = [
    { title: say('seat'), of: ({ seat }) => say('seat.number', { seat }) },
    { title: say('seat.name'), of: ({ name }) => name ?? say('seat.unnamed') },
    { title: say('seat.kind'), of: ({ kind, chair }) => `${say(`seat.${kind}`)}${chair ? say('seat.isChair') : ''}` },
    { title: say('seat.state'), of: stateOf },
  ];
  return <Table caption={say('committee')} columns={columns} items={seats} keyOf={({ seat }) => String(seat)} />;
}
