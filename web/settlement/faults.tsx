import type { Answer } from '../api/client.ts';
import { dayText, grouped } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { sayCode } from '../kit/texts-of.ts';
import { useText } from './text.ts';

export type Fault = Answer<'POST /v1/statements/{id}/invoices/check'>['faults'][number];

/** A difference in words, with what there should be. */
export function useFaultText(): (fault: Fault) => string {
  const say = useText();
  const language = useLanguage();
  const figure = (text: string): string => {
    if (/^-?\d+(\.\d+)?$/.test(text)) return grouped(text);
    return /^\d{4}-\d\d-\d\d$/.test(text) ? dayText(text, language) : text;
  };
  return ({ code, expected, found }) =>
    sayCode(say, 'fault', code) +
    (expected === undefined || found === undefined
      ? ''
      : say('fault.expected', { expected: figure(expected), found: figure(found) }));
}

export function FaultText({ fault }: { readonly fault: Fault }) {
  return <span className="s-fault">{useFaultText()(fault)}</span>;
}
