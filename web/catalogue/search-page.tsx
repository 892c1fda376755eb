import { useSearchParams } from 'react-router';
import { useList, useRead } from '../api/queries.ts';
import { Empty, Listing, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { queryOf, withFilter } from './asked.ts';
import './catalogue.css';
import { Chips } from './chips.tsx';
import { Facets } from './facets.tsx';
import { type Found, goodsOf } from './found.ts';
import { useBasisText } from './prices.tsx';
import { Results } from './results.tsx';
import { Order, SearchBox } from './search-box.tsx';
import { useText } from './text.ts';

/** Finding goods by what people write (商品检索): the words, what was understood, what narrows it, and what there is. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const query = queryOf(search);
  const head = useRead('GET /v1/products', { query: { ...query, facets: 'true', limit: 1 } });
  const products = useList('GET /v1/products', { query: { ...query, limit: 30 } });
  const set = (name: string, value: string) => setSearch(withFilter(search, name, value));
  return (
    <PageFrame title={say('search')}>
      <SearchBox search={search} onSearch={setSearch} />
      <Reading of={head}>
        {(found) => (
          <>
            <Chips search={search} found={found} onChange={setSearch} />
            <div className="c-split">
              <Facets search={search} found={found} category={goodsOf(search, found)} set={set} />
              <Section title={say('found', { count: found.total ?? 0 })} more={<Order search={search} set={set} />}>
                <Compared found={found} />
                <Listing of={products} empty={<Nothing onClear={() => setSearch({})} />}>
                  {(items) => <Results items={items} far={search.has('to')} />}
                </Listing>
              </Section>
            </div>
          </>
        )}
      </Reading>
    </PageFrame>
  );
}

/** On which basis prices were compared, and how many were left out for standing on another. */
function Compared({ found: { excluded, priceBasis } }: { readonly found: Found }) {
  const say = useText();
  const sayKit = useKitText();
  const basisText = useBasisText();
  if (priceBasis === undefined) return null;
  const [per = '', tax, deliveryBasis, weighingBasis] = priceBasis.split(',');
  const basis = { taxIncluded: tax === 'tax-included', deliveryBasis, weighingBasis } as Parameters<
    typeof basisText
  >[0];
  return (
    <p className="j-small">
      {say('compared', { basis: `${basisText(basis)} · ${sayCode(sayKit, 'unit', per)}` })}{' '}
      {excluded !== undefined && excluded.otherBasis > 0 && say('excluded', { count: excluded.otherBasis })}
    </p>
  );
}

function Nothing({ onClear }: { readonly onClear: () => void }) {
  const say = useText();
  return (
    <Empty title={say('search.none')}>
      <p>{say('search.noneDetail')}</p>
      <button type="button" className="j-button" onClick={onClear}>
        {say('search.clear')}
      </button>
    </Empty>
  );
}
