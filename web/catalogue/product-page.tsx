import { Link, useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { type Column, Empty, Facts, Notice, PageFrame, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { percent } from '../kit/format.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Amounted, Day, Division, UnitPrice, Uscc, useCategoryName } from '../kit/values.tsx';
import { AdmissionSection } from './admission-section.tsx';
import './catalogue.css';
import { Certificates } from './certificates.tsx';
import { type Product, useAttributeFacts } from './goods.ts';
import { PriceHistory } from './price-history.tsx';
import { ConverterLink, PriceTables, useBasisText } from './prices.tsx';
import { StatusTag } from './status.tsx';
import { useText } from './text.ts';

/** What a supplier lists (商品): goods, price, where they lie, documents, admission, and every price there was. */
export function Page() {
  const { product: id = '' } = useParams();
  const product = useRead('GET /v1/products/{id}', { path: { id } });
  return <Reading of={product}>{(it) => <Whole product={it} />}</Reading>;
}

function Whole({ product }: { readonly product: Product }) {
  const say = useText();
  const sayKit = useKitText();
  const nameOf = useCategoryName();
  const { id, category, title, status, supplier } = product;
  return (
    <PageFrame
      kicker={
        <>
          <Link to="/products">{say('search')}</Link> /{' '}
          <Link to={`/categories/${category}/prices`}>{nameOf(category)}</Link>
        </>
      }
      title={title}
      actions={
        <button type="button" className="j-button" onClick={() => print()}>
          {sayKit('print')}
        </button>
      }
    >
      {status !== 'published' && <Notice tone="warn">{say(`status.${status}Detail`)}</Notice>}
      <div className="j-columns">
        <Offer product={product} />
        <Goods product={product} />
      </div>
      <PriceHistory product={id} />
      <div className="j-columns">
        <Certificates category={category} certificates={product.certificates ?? []} />
        <AdmissionSection product={id} category={category} />
      </div>
      <Stock points={product.stockPoints ?? []} place={supplier.division} />
      <Pictures pictures={product.pictures ?? []} />
    </PageFrame>
  );
}

/** What it costs, from whom, and on what terms. */
function Offer({ product }: { readonly product: Product }) {
  const say = useText();
  const basisText = useBasisText();
  const { price, supplier, status, minimumOrder, capacityPerMonth, leadTimeDays } = product;
  const { paymentTerms: terms } = price;
  return (
    <Section title={say('offer')} more={<StatusTag status={status} />}>
      <p className="c-price">
        <UnitPrice value={price.unitPrice} per={price.per} />
      </p>
      <p className="j-muted">
        {basisText(price)} · {say('tax.rate', { rate: percent(price.taxRate) })}
      </p>
      <Facts
        items={[
          [
            say('supplier'),
            <Link key="supplier" to={`/products?supplier=${supplier.id}`}>
              {supplier.name}
            </Link>,
          ],
          [say('uscc'), <Uscc key="uscc" of={supplier.uscc} />],
          [say('validTo'), <Day key="valid" at={price.validTo} />],
          [
            say('payment'),
            terms &&
              [
                terms.method && sayCode(say, 'payment', terms.method),
                terms.days > 0 && say('payment.days', { days: terms.days }),
              ]
                .filter(Boolean)
                .join(say('comma')),
          ],
          [say('minimumOrder'), minimumOrder && <Amounted value={minimumOrder} />],
          [say('capacity'), capacityPerMonth && <Amounted value={capacityPerMonth} />],
          [say('leadTime'), leadTimeDays === undefined ? undefined : say('days', { count: leadTimeDays })],
        ]}
      />
      <PriceTables product={product} />
    </Section>
  );
}

/** Which goods: the category's attributes by their names. */
function Goods({ product }: { readonly product: Product }) {
  const say = useText();
  const nameOf = useCategoryName();
  const { category, attributes, brand, producer, originLabel } = product;
  const facts = useAttributeFacts(category, attributes);
  return (
    <Section title={say('goods')} more={<ConverterLink product={product} />}>
      <Facts
        items={[
          [
            say('filter.category'),
            <Link key="category" to={`/categories/${category}/prices`}>
              {nameOf(category)}
            </Link>,
          ],
          ...facts,
          [say('filter.brand'), brand],
          [say('producer'), producer],
          [say('originLabel'), originLabel],
        ]}
      />
      {originLabel !== undefined && <p className="j-small">{say('originLabel.note')}</p>}
    </Section>
  );
}

type Point = NonNullable<Product['stockPoints']>[number];

/** Where the goods lie, and how much. */
function Stock({ points, place }: { readonly points: readonly Point[]; readonly place: string }) {
  const say = useText();
  const columns: readonly Column<Point>[] = [
    { title: say('filter.division'), of: ({ division }) => <Division code={division} /> },
    { title: say('address'), of: ({ address }) => address },
    { title: say('stock'), of: ({ stock }) => (stock === undefined ? '—' : <Amounted value={stock} />), figure: true },
  ];
  return (
    <Section title={say('stockPoints')}>
      {points.length === 0 ? (
        <Empty title={say('stockPoints.none')}>
          <p>
            {say('stockPoints.noneDetail')} <Division code={place} />
          </p>
        </Empty>
      ) : (
        <Table caption={say('stockPoints')} columns={columns} items={points} keyOf={(each) => JSON.stringify(each)} />
      )}
    </Section>
  );
}

/** Pictures lie elsewhere: they are linked, and nothing is fetched from there before one asks. */
function Pictures({ pictures }: { readonly pictures: NonNullable<Product['pictures']> }) {
  const say = useText();
  if (pictures.length === 0) return null;
  return (
    <Section title={say('pictures')}>
      <ul>
        {pictures.map(({ url, caption }, at) => (
          <li key={url}>
            <a href={url} rel="noreferrer" target="_blank">
              {caption ?? say('picture', { number: at + 1 })}
            </a>{' '}
            <Tag>{new URL(url).hostname}</Tag>
          </li>
        ))}
      </ul>
    </Section>
  );
}
