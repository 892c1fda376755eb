import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { useCategoryName, useDivisionName } from '../kit/values.tsx';
import { isAttribute } from './asked.ts';
import { useCategory, valueText } from './goods.ts';
import { useText } from './text.ts';

/** How filters and their values are said; an attribute's words are those of a category. */
export function useFilterWords(category: string) {
  const say = useText();
  const sayKit = useKitText();
  const language = useLanguage();
  const nameOf = useCategoryName();
  const placeText = useDivisionName();
  const attributes = useCategory(category)?.attributes ?? [];
  const attributeOf = (name: string) => attributes.find((each) => `attr.${each.name}` === name);
  return {
    /** Whether its values can be said. */
    known: (name: string): boolean => !isAttribute(name) || attributeOf(name) !== undefined,
    /** Attributes in the category's order. */
    order: (name: string): number => attributes.findIndex((each) => `attr.${each.name}` === name),
    name: (name: string): string => attributeOf(name)?.label[language] ?? sayCode(say, 'filter', name),
    value(name: string, value: string): string {
      if (isAttribute(name)) return valueText(attributeOf(name), asBoolean(value), language);
      if (name === 'category') return nameOf(value);
      if (name === 'division' || name === 'to') return placeText(value);
      if (name === 'deliveryBasis') return sayCode(say, 'delivery', value);
      if (name === 'weighingBasis') return sayCode(sayKit, 'basis', value);
      if (name === 'leadTimeDays') return say('leadTime.within', { days: value });
      if (name === 'inStock') return say('inStock');
      if (name === 'sort') return sayCode(say, 'sort', value);
      if (name === 'supplier') return say('supplier.one');
      return value;
    },
  };
}

const asBoolean = (value: string): unknown => (value === 'true' ? true : value === 'false' ? false : value);
