import type { Words } from '../../shared/commodity/model.ts';
import { goods } from '../../shared/commodity/process.ts';
import type { ErrorParams } from '../../shared/kernel/errors.ts';
import { type UnitCode, unitLabels } from '../../shared/kernel/quantity.ts';
import { goodsOf, type Kind } from './goods.ts';
import type { Reason } from './matching/model.ts';

/** Says a code in both languages; given with the platform's texts. */
export type Say = (code: string, params: ErrorParams) => Words;

const bases: Readonly<Record<string, Words>> = {
  theoretical: { zh: '理计', en: 'theoretical' },
  weighed: { zh: '磅计', en: 'weighed' },
  declared: { zh: '按标称', en: 'declared' },
};

/** A reason in Chinese and in English: attributes, values, units, categories and processes by the names that they have there. */
export function wordsOf(reason: Reason, kind: Kind, subject: string, say: Say): Words {
  const inLanguage = (language: keyof Words): string => {
    const params = Object.entries(reason.params).map(([name, value]) => [
      name,
      typeof value === 'string' ? named(name, value, reason.params, kind, subject, language) : value,
    ]);
    return say(reason.code, Object.fromEntries(params))[language].replaceAll(/ {2,}/g, ' ').trim();
  };
  return { zh: inLanguage('zh'), en: inLanguage('en') };
}

function named(
  name: string,
  value: string,
  { attribute: of }: ErrorParams,
  kind: Kind,
  subject: string,
  language: keyof Words,
): string {
  const attribute = goodsOf(kind, subject)?.attributes.find((each) => each.name === of);
  if (name === 'attribute') return attribute?.label[language] ?? value;
  if (name === 'unit') return unitNamed(value, language);
  const label = attribute?.values?.find((each) => String(each.value) === value)?.label;
  return label?.[language] ?? goods(value)?.name[language] ?? value;
}

/** `TNE theoretical` is `吨（理计）`; what is no code of ours stays as it is, such as mm. */
function unitNamed(text: string, language: keyof Words): string {
  const [code = '', basis] = text.split(' ');
  const unit = unitLabels[code as UnitCode]?.[language] ?? code;
  const on = basis === undefined ? undefined : bases[basis]?.[language];
  if (on === undefined) return unit;
  return language === 'zh' ? `${unit}（${on}）` : `${unit} (${on})`;
}
