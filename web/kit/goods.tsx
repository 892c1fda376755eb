import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { type Language, useLanguage } from './language.ts';
import { useCategoryName } from './values.tsx';

interface GoodsProps {
  readonly category: string;
  /** A value an attribute; in a post also several (`{ oneOf }`), a span (`{ min, max }`), or that and better (`{ atLeast }`). */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What of an attribute its words are made of. */
export type AttributeWords = Pick<Attribute, 'name' | 'label' | 'type' | 'unit' | 'values'>;
type Attribute = Answer<'GET /v1/catalogue/categories/{code}'>['attributes'][number];

/** Goods (货物) by category and spec, in the order and by the names that the category gives its attributes. */
export function Goods({ category, attributes }: GoodsProps) {
  const nameOf = useCategoryName();
  return (
    <>
      {nameOf(category)} <Spec category={category} attributes={attributes} />
    </>
  );
}

/** The spec alone. */
export function Spec({ category, attributes }: GoodsProps) {
  const { data } = useRead('GET /v1/catalogue/categories/{code}', { path: { code: category } });
  return <SpecOf known={data?.attributes ?? []} attributes={attributes} />;
}

/** A spec in the words of its attributes, which a process of work has too. */
export function SpecOf({
  known,
  attributes,
}: {
  readonly known: readonly AttributeWords[];
  readonly attributes: Readonly<Record<string, unknown>>;
}) {
  const language = useLanguage();
  const order = (name: string) => known.findIndex((each) => each.name === name);
  const parts = Object.entries(attributes)
    .sort(([a], [b]) => order(a) - order(b))
    .map(([name, value]) =>
      part(
        known.find((each) => each.name === name),
        value,
        language,
      ),
    );
  return <span className="j-small">{parts.join(language === 'zh' ? '，' : ', ')}</span>;
}

export function part(attribute: AttributeWords | undefined, value: unknown, language: Language): string {
  const one = (each: unknown): string =>
    attribute?.values?.find((known) => known.value === each)?.label?.[language] ?? String(each);
  const unit = attribute?.unit === undefined ? '' : ` ${attribute.unit}`;
  const words = `${span(value, one)}${unit}`;
  // A grade or a form names itself; a figure is told what it measures.
  return attribute === undefined || attribute.type === 'enum' ? words : `${attribute.label[language]} ${words}`;
}

function span(value: unknown, one: (each: unknown) => string): string {
  if (Array.isArray(value)) return value.map(one).join('/');
  if (typeof value !== 'object' || value === null) return one(value);
  const { oneOf, atLeast, min, max } = value as {
    readonly oneOf?: readonly unknown[];
    readonly atLeast?: unknown;
    readonly min?: unknown;
    readonly max?: unknown;
  };
  if (oneOf !== undefined) return oneOf.map(one).join('/');
  if (min !== undefined && max !== undefined) return `${one(min)}–${one(max)}`;
  if (max !== undefined) return `≤ ${one(max)}`;
  return `≥ ${one(atLeast ?? min)}`;
}

/** The categories that are traded, under their families, as options of a `<select>`. */
export function CategoryOptions() {
  const language = useLanguage();
  const { data } = useRead('GET /v1/catalogue/categories', {});
  return (data?.items ?? []).map(({ code, name, children }) => (
    <optgroup key={code} label={name[language]}>
      {children
        .filter(({ status }) => status === 'active')
        .map((each) => (
          <option key={each.code} value={each.code}>
            {each.name[language]}
          </option>
        ))}
    </optgroup>
  ));
}
