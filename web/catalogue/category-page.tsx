import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, type Column, PageFrame, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Day, useCategoryName } from '../kit/values.tsx';
import './catalogue.css';
import { Checklist } from './checklist.tsx';
import { type Attribute, type Category, valueText } from './goods.ts';
import { PriceSeries } from './price-series.tsx';
import { useText } from './text.ts';

/** A category of goods (品类): what it cost, what is said of such goods, by which standards, and how one is admitted. */
export function Page() {
  const { category: code = '' } = useParams();
  const category = useRead('GET /v1/catalogue/categories/{code}', { path: { code } });
  return <Reading of={category}>{(it) => <Whole category={it} />}</Reading>;
}

function Whole({ category }: { readonly category: Category }) {
  const say = useText();
  const language = useLanguage();
  const nameOf = useCategoryName();
  const { code, parent, name, status } = category;
  return (
    <PageFrame
      kicker={parent && nameOf(parent)}
      title={name[language]}
      actions={
        <>
          <ButtonLink primary to={`/products?category=${code}`}>
            {say('category.products')}
          </ButtonLink>
          {status === 'active' && <ButtonLink to={`/conversions?category=${code}`}>{say('convert')}</ButtonLink>}
        </>
      }
    >
      {status === 'active' && <PriceSeries key={code} category={category} />}
      <Attributes category={category} />
      <Standards standards={category.standards} />
      {status === 'active' && <Criteria code={code} />}
    </PageFrame>
  );
}

function Attributes({
  category: { attributes, constraints = [], tradingUnits, weighingBases },
}: {
  readonly category: Category;
}) {
  const say = useText();
  const sayKit = useKitText();
  const language = useLanguage();
  if (attributes.length === 0) return null;
  const columns: readonly Column<Attribute>[] = [
    { title: say('attribute'), of: ({ label }) => label[language] },
    { title: say('attribute.unit'), of: ({ unit }) => unit ?? '—' },
    {
      title: say('attribute.values'),
      of: (attribute) => valuesText(attribute, language, say('comma')) || say('attribute.free'),
    },
    { title: say('attribute.required'), of: ({ required }) => sayKit(required ? 'yes' : 'no') },
  ];
  return (
    <Section title={say('attributes')}>
      <p className="j-small">
        {say('tradingUnits')}
        {say('colon')}
        {tradingUnits.map((each) => sayKit(`unit.${each}`)).join(say('comma'))}
        {weighingBases.length > 0 &&
          ` · ${say('filter.weighingBasis')}${say('colon')}${weighingBases.map((each) => sayCode(sayKit, 'basis', each)).join(say('comma'))}`}
      </p>
      <Table caption={say('attributes')} columns={columns} items={attributes} keyOf={({ name }) => name} />
      {constraints.length > 0 && (
        <ul>
          {constraints.map(({ note }) => (
            <li key={note.en}>{note[language]}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function valuesText(attribute: Attribute, language: 'zh' | 'en', comma: string): string {
  const { values, min, max, unit: _, ...unitless } = attribute;
  if (values !== undefined)
    return values.map(({ value }) => valueText({ ...unitless, values }, value, language)).join(comma);
  if (min === undefined && max === undefined) return '';
  return `${min ?? ''}–${max ?? ''}`;
}

type Standard = Category['standards'][number];

function Standards({ standards }: { readonly standards: readonly Standard[] }) {
  const say = useText();
  const language = useLanguage();
  if (standards.length === 0) return null;
  const columns: readonly Column<Standard>[] = [
    { title: say('standard.number'), of: ({ number }) => <span className="c-nowrap">{number}</span> },
    {
      title: say('standard.title'),
      of: ({ title, mandatory }) => (
        <div>
          {title[language]} {mandatory && <Tag tone="accent">{say('standard.mandatory')}</Tag>}
        </div>
      ),
    },
    { title: say('standard.from'), of: ({ from }) => <Day at={from} /> },
    { title: say('standard.to'), of: ({ to }) => (to === undefined ? say('standard.inForce') : <Day at={to} />) },
    { title: say('verified'), of: ({ verified }) => say(verified ? 'verified.yes' : 'verified.no') },
  ];
  return (
    <Section title={say('standards')}>
      <Table caption={say('standards')} columns={columns} items={standards} keyOf={({ number }) => number} />
    </Section>
  );
}

function Criteria({ code }: { readonly code: string }) {
  const say = useText();
  const criteria = useRead('GET /v1/catalogue/categories/{code}/criteria', { path: { code } });
  return (
    <Section title={say('criteria')}>
      <p>{say('criteria.note')}</p>
      <Reading of={criteria}>{(of) => <Checklist criteria={of} checklist={undefined} />}</Reading>
    </Section>
  );
}
