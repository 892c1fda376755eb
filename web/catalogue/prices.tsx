import { Link } from 'react-router';
import { type Column, Table } from '../kit/blocks.tsx';
import { grouped } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Amounted, UnitPrice } from '../kit/values.tsx';
import { type Price, type Product, useCategory, valueText } from './goods.ts';
import { useText } from './text.ts';

type Basis = Pick<Price, 'per' | 'taxIncluded' | 'deliveryBasis' | 'weighingBasis'>;

/** On what basis a price stands (价格口径): 含税 · 出厂价 · 理论计重. Prices of two bases do not compare. */
export function useBasisText(): (basis: Omit<Basis, 'per'>) => string {
  const say = useText();
  const sayKit = useKitText();
  return ({ taxIncluded, deliveryBasis, weighingBasis }) =>
    [
      say(taxIncluded ? 'tax.included' : 'tax.excluded'),
      sayCode(say, 'delivery', deliveryBasis),
      ...(weighingBasis === undefined ? [] : [sayCode(sayKit, 'basis', weighingBasis)]),
    ].join(' · ');
}

/** A price a unit with what it stands on. */
export function Priced({ price }: { readonly price: Basis & Pick<Price, 'unitPrice'> }) {
  const basisText = useBasisText();
  return (
    <>
      <strong>
        <UnitPrice value={price.unitPrice} per={price.per} />
      </strong>
      <span className="j-small c-block">{basisText(price)}</span>
    </>
  );
}

/** Volume prices (阶梯价) and what specs add (规格加价). */
export function PriceTables({ product: { category, price } }: { readonly product: Product }) {
  const say = useText();
  const columns = useTierColumns(price);
  const { tiers = [], surcharges = [] } = price;
  return (
    <>
      {tiers.length > 0 && (
        <>
          <h3>{say('tiers')}</h3>
          <Table caption={say('tiers')} columns={columns} items={tiers} keyOf={(each) => each.minimum.value} />
        </>
      )}
      {surcharges.length > 0 && <Surcharges category={category} price={price} />}
    </>
  );
}

type Tier = NonNullable<Price['tiers']>[number];
type Surcharge = NonNullable<Price['surcharges']>[number];

function useTierColumns({ per }: Price): readonly Column<Tier>[] {
  const say = useText();
  return [
    { title: say('tier.from'), of: ({ minimum }) => <Amounted value={minimum} /> },
    { title: say('price'), of: ({ unitPrice }) => <UnitPrice value={unitPrice} per={per} />, figure: true },
  ];
}

function Surcharges({ category, price }: { readonly category: string; readonly price: Price }) {
  const say = useText();
  const language = useLanguage();
  const known = useCategory(category)?.attributes ?? [];
  const attributeOf = (name: string) => known.find((each) => each.name === name);
  const columns: readonly Column<Surcharge>[] = [
    {
      title: say('surcharge.when'),
      of: ({ attribute, when }) => {
        const it = attributeOf(attribute);
        const words =
          'values' in when
            ? when.values.map((value) => valueText(it, value, language)).join('\u3001')
            : `${when.from}–${valueText(it, when.to, language)}`;
        return `${it?.label[language] ?? attribute} ${words}`;
      },
    },
    {
      title: say('surcharge.amount'),
      of: ({ amount: { amount } }) => (
        <span className="j-figure">{amount.startsWith('-') ? grouped(amount) : `+${grouped(amount)}`}</span>
      ),
      figure: true,
    },
  ];
  return (
    <>
      <h3>{say('surcharges')}</h3>
      <Table
        caption={say('surcharges')}
        columns={columns}
        items={price.surcharges ?? []}
        keyOf={(each) => JSON.stringify(each)}
      />
    </>
  );
}

/** To the converter (单位换算), with the goods filled in. */
export function ConverterLink({ product: { category, attributes, price } }: { readonly product: Product }) {
  const say = useText();
  const spec = Object.entries(attributes).map(([name, value]): [string, string] => [`attr.${name}`, String(value)]);
  const query = new URLSearchParams([['category', category], ['from', price.per], ...spec]);
  return <Link to={`/conversions?${query}`}>{say('convert.open')}</Link>;
}
