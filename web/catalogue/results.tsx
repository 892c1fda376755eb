import { Link } from 'react-router';
import type { Listed } from '../api/queries.ts';
import { type Column, Table } from '../kit/blocks.tsx';
import { grouped } from '../kit/format.ts';
import { Spec } from '../kit/goods.tsx';
import { Day, Division, useCategoryName } from '../kit/values.tsx';
import { Priced } from './prices.tsx';
import { useText } from './text.ts';

type Item = Listed<'GET /v1/products'>;

/** What was found, a row each; cards on a narrow screen. */
export function Results({ items, far }: { readonly items: readonly Item[]; readonly far: boolean }) {
  const say = useText();
  const nameOf = useCategoryName();
  const columns: readonly Column<Item>[] = [
    {
      title: say('product'),
      of: ({ id, title, category, attributes }) => (
        <div>
          <Link to={`/products/${id}`}>{title}</Link>
          <span className="c-block j-small">
            {nameOf(category)} · <Spec category={category} attributes={attributes} />
          </span>
        </div>
      ),
    },
    {
      title: say('price'),
      of: ({ price }) => (
        <div>
          <Priced price={price} />
        </div>
      ),
    },
    {
      title: say('supplier'),
      of: ({ supplier: { name }, brand, originLabel }) => (
        <div>
          {name}
          {(brand !== undefined || originLabel !== undefined) && (
            <span className="c-block j-small">{[brand, originLabel].filter(Boolean).join(' · ')}</span>
          )}
        </div>
      ),
    },
    { title: say('filter.division'), of: ({ division }) => <Division code={division} /> },
    ...(far
      ? [
          {
            title: say('distance'),
            of: ({ distanceMetres }: Item) => (distanceMetres === undefined ? '—' : kilometres(distanceMetres, say)),
            figure: true,
          },
        ]
      : []),
    { title: say('validTo'), of: ({ price }) => <Day at={price.validTo} /> },
  ];
  return <Table caption={say('results')} columns={columns} items={items} keyOf={({ id }) => id} />;
}

const kilometres = (metres: number, say: ReturnType<typeof useText>): string =>
  say('kilometres', { count: grouped(String(Math.round(metres / 1000))) });
