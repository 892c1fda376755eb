import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { type Language, useLanguage } from '../kit/language.ts';

/** A product as the API shows it to whoever asks (商品). */
export type Product = Answer<'GET /v1/products/{id}'>;
export type Price = Product['price'];
export type Category = Answer<'GET /v1/catalogue/categories/{code}'>;
export type Attribute = Category['attributes'][number];
export type Admission = Answer<'GET /v1/products/{id}/admission'>;

/** Families hold categories; goods are of a category. */
export const isGoods = (code: string): boolean => code.includes('.');

/** A category with its attributes; nothing for a family or none. */
export function useCategory(code: string): Category | undefined {
  const enabled = isGoods(code);
  const { data } = useRead('GET /v1/catalogue/categories/{code}', { path: { code } }, { enabled });
  return enabled && data?.code === code ? data : undefined;
}

/** A value of an attribute in words, with its unit: `20 mm`, `直条`. */
export function valueText(attribute: Attribute | undefined, value: unknown, language: Language): string {
  const known = attribute?.values?.find((each) => String(each.value) === String(value));
  const words = known?.label?.[language] ?? (typeof value === 'boolean' ? yesNo[language][Number(value)] : undefined);
  return [words ?? String(value), attribute?.unit].filter((part) => part !== undefined).join(' ');
}

const yesNo: Readonly<Record<Language, readonly string[]>> = { zh: ['\u5426', '\u662f'], en: ['no', 'yes'] };

/** Attributes as term and value, in the category's order. */
export function useAttributeFacts(category: string, attributes: Product['attributes']): readonly [string, string][] {
  const language = useLanguage();
  const known = useCategory(category)?.attributes ?? [];
  return known.flatMap((attribute): [string, string][] => {
    const value = attributes[attribute.name];
    return value === undefined ? [] : [[attribute.label[language], valueText(attribute, value, language)]];
  });
}
