import { Link } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, Table, Tag, type Tone } from '../kit/blocks.tsx';
import { OrganisationName } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { useText } from './text.ts';

type Summary = Listed<'GET /v1/call-offs'>;

/** Call-offs (订单), of one agreement or of all of one's own. */
export function CallOffList({ agreement }: { readonly agreement?: string }) {
  const say = useText();
  const query = { limit: 30, ...(agreement === undefined ? {} : { agreement }) };
  const callOffs = useList('GET /v1/call-offs', { query });
  const columns: readonly Column<Summary>[] = [
    {
      title: say('placedAt'),
      of: ({ id, placedAt }) => (
        <Link to={`/call-offs/${id}`}>
          <Moment at={placedAt} />
        </Link>
      ),
    },
    { title: say('buyer'), of: ({ buyer }) => <OrganisationName id={buyer} /> },
    { title: say('supplier'), of: ({ supplier }) => <OrganisationName id={supplier} /> },
    { title: say('lines'), of: ({ lines }) => lines, figure: true },
    {
      title: say('status'),
      of: ({ status, confirmBy }) => (
        <>
          <CallOffStatus status={status} />
          {status === 'placed' && (
            <span className="c-under j-small">
              {say('confirmBy')} <Moment at={confirmBy} />
            </span>
          )}
        </>
      ),
    },
  ];
  return (
    <Listing of={callOffs} empty={<Empty title={say('callOffs.none')}>{say('callOffs.noneDetail')}</Empty>}>
      {(items) => <Table caption={say('callOffs')} columns={columns} items={items} keyOf={({ id }) => id} />}
    </Listing>
  );
}

const tones: Readonly<Record<string, Tone>> = {
  placed: 'warn',
  confirmed: 'accent',
  fulfilled: 'good',
  refused: 'bad',
  lapsed: 'bad',
};

export function CallOffStatus({ status }: { readonly status: string }) {
  return <Tag tone={tones[status] ?? 'neutral'}>{sayCode(useText(), 'callOff', status)}</Tag>;
}
