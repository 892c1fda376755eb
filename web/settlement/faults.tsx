import type { Answer } from '../api/client.ts';
import { grouped } from '../kit/format.ts';
import { sayCode } from '../kit/texts-of.ts';
import { useText } from './text.ts';

export type Fault = Answer<'POST /v1/statements/{id}/invoices/check'>['faults'][number];

/** A difference in words, with what there should be. */
export function useFaultText(): (fault: Fault) => string {
  const say = useText();
  return ({ code, expected, found }) =>
    sayCode(say, 'fault', code) +
    (expected === undefined || found === undefined
      ? ''
      : say('fault.expected', { expected: figure(expected), found: figure(found) }));
}

const figure = (text: string): string => (/^-?\d+(\.\d+)?$/.test(text) ? grouped(text) : text);

export function FaultText({ fault }: { readonly fault: Fault }) {
  return <span className="s-fault">{useFaultText()(fault)}</span>;
}
