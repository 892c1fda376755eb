import { useState } from 'react';
import { Link } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { percent } from '../kit/format.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Day } from '../kit/values.tsx';
import { OpenIndex } from './open-index.tsx';
import { useText } from './text.ts';
import './settlement.css';

type Series = Listed<'GET /v1/price-indices'>;

/** The series of published prices that one's organisation keeps (价格指数). */
export function Page() {
  const say = useText();
  const sayKit = useKitText();
  const [opening, setOpening] = useState(false);
  const series = useList('GET /v1/price-indices', { query: { limit: 50 } });
  const columns: readonly Column<Series>[] = [
    { title: say('index.name'), of: ({ id, name }) => <Link to={`/price-indices/${id}`}>{name}</Link> },
    { title: say('index.source'), of: ({ source, city }) => `${source} · ${city}` },
    { title: say('index.spec'), of: ({ spec }) => spec },
    {
      title: say('index.unit'),
      of: ({ unit, taxIncluded, taxRate }) =>
        `${sayCode(sayKit, 'unit', unit)} · ${say(taxIncluded ? 'taxIncluded' : 'taxApart')} ${percent(taxRate)}`,
    },
    { title: say('index.last'), of: ({ last }) => <Day at={last} /> },
  ];
  return (
    <PageFrame
      title={say('indices')}
      actions={
        !opening && (
          <button type="button" className="j-button j-button-primary" onClick={() => setOpening(true)}>
            {say('index.open')}
          </button>
        )
      }
    >
      {opening && <OpenIndex onCancel={() => setOpening(false)} />}
      <Section title={say('indices.own')}>
        <p className="j-small">{say('indices.about')}</p>
        <Listing of={series} empty={<Empty title={say('indices.none')}>{say('indices.noneDetail')}</Empty>}>
          {(items) => <Table caption={say('indices.own')} columns={columns} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
