import type { Body } from '../api/client.ts';
import { type Column, Notice, Table, Tag } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import type { Committee } from './model.ts';
import { Recusing } from './recusing.tsx';
import { Replacing } from './replacing.tsx';
import { useText } from './text.ts';

type Seat = Committee['seats'][number];
type Ground = Body<'POST /v1/tenders/{id}/committee/recusals'>['ground'];
const grounds: readonly Ground[] = ['employer', 'declared-tie', 'self-declared', 'unavailable'];

interface SeatsProps {
  readonly tender: string;
  readonly committee: Committee;
  /** Of whoever may recuse members now. */
  readonly role: 'buyer' | 'supervisor' | undefined;
}

/** The seats, those that were left among them, and how one is left and filled again (回避、补充). */
export function Seats({ tender, committee: { seats, vacant, signed }, role }: SeatsProps) {
  const say = useText();
  const stateOf = ({ seat, left }: Seat) => {
    if (left !== undefined)
      return <Tag tone="warn">{say('seat.leftFor', { ground: sayCode(say, 'ground', left) })}</Tag>;
    return signed.includes(seat) ? <Tag tone="good">{say('waits.signed')}</Tag> : say('seat.sits');
  };
  const columns: readonly Column<Seat>[] = [
    { title: say('seat'), of: ({ seat }) => say('seat.number', { seat }) },
    { title: say('seat.name'), of: ({ name }) => name ?? say('seat.unnamed') },
    { title: say('seat.kind'), of: ({ kind, chair }) => `${say(`seat.${kind}`)}${chair ? say('seat.isChair') : ''}` },
    { title: say('seat.state'), of: stateOf },
  ];
  return (
    <>
      <Table caption={say('seats')} columns={columns} items={seats} keyOf={({ seat }) => String(seat)} />
      {vacant.map((seat) => (
        <Notice key={seat} tone="warn" title={say('seat.vacant', { seat })}>
          {role === 'buyer' && <Replacing tender={tender} seat={seat} />}
        </Notice>
      ))}
      {role !== undefined && (
        <div className="g-recusals">
          {seats
            .filter(({ left }) => left === undefined)
            .map(({ seat, name }) => (
              <details key={seat} className="j-fold">
                <summary>{say('recusal.of', { seat, name: name ?? '' })}</summary>
                <Recusing tender={tender} seat={seat} grounds={grounds} submit={say('recusal.send')} />
              </details>
            ))}
        </div>
      )}
    </>
  );
}
