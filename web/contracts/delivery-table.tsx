import { Link } from 'react-router';
import { type Column, Table, Tag, type Tone } from '../kit/blocks.tsx';
import { OrganisationName } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import type { DeliveryListed } from './agreement.ts';
import { useText } from './text.ts';

/** Deliveries as a table, each by when it came. */
export function DeliveryTable({
  caption,
  items,
}: {
  readonly caption: string;
  readonly items: readonly DeliveryListed[];
}) {
  const say = useText();
  const columns: readonly Column<DeliveryListed>[] = [
    {
      title: say('deliveredAt'),
      of: ({ id, deliveredAt }) => (
        <Link to={`/deliveries/${id}`}>
          <Moment at={deliveredAt} />
        </Link>
      ),
    },
    { title: say('supplier'), of: ({ supplier }) => <OrganisationName id={supplier} /> },
    { title: say('buyer'), of: ({ buyer }) => <OrganisationName id={buyer} /> },
    { title: say('lines'), of: ({ lines }) => lines.length, figure: true },
    { title: say('acceptBy'), of: ({ acceptBy }) => <Moment at={acceptBy} /> },
    { title: say('status'), of: ({ status }) => <DeliveryStatus status={status} /> },
  ];
  return <Table caption={caption} columns={columns} items={items} keyOf={({ id }) => id} />;
}

const tones: Readonly<Record<string, Tone>> = { delivered: 'warn', accepted: 'good', 'deemed-accepted': 'good' };

export function DeliveryStatus({ status }: { readonly status: string }) {
  return <Tag tone={tones[status] ?? 'neutral'}>{sayCode(useText(), 'delivery', status)}</Tag>;
}
