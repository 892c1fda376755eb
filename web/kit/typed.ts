import { fold } from '../../shared/kernel/text.ts';

const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** A figure without the separators of its thousands; what is not grouped by threes stays as it is, to be refused by name. */
export const ungrouped = (figure: string): string => (grouped.test(figure) ? figure.replaceAll(',', '') : figure);

/** A figure as people type it, as a decimal: full width, with thousands separators. */
export const typed = (text: string): string => ungrouped(fold(text).trim());

interface Measure {
  readonly unit: string;
  readonly basis?: string | undefined;
}

/** A unit with its weighing basis where it has one, as one choice of several: `TNE/weighed`. */
export const unitKey = ({ unit, basis }: Measure): string => (basis === undefined ? unit : `${unit}/${basis}`);

/** What such a choice says. */
export function unitOf(key: string): { readonly unit: string; readonly basis?: string } {
  const [unit = '', basis] = key.split('/');
  return basis === undefined ? { unit } : { unit, basis };
}
