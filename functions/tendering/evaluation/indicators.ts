import { parseDecimal, type Ratio } from '../../../shared/kernel/ratio.ts';
import data from './data/indicators.json' with { type: 'json' };

export type LeadId = keyof typeof data;

/** What an indicator looks for (线索指标), and whose definition it is. Parameters are advisory, and not of any law. */
export interface Definition {
  readonly title: { readonly zh: string; readonly en: string };
  readonly text: { readonly zh: string; readonly en: string };
  readonly source: string;
  readonly verified: boolean;
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * A lead for people (诚信线索): something to look at, with its evidence. It proves nothing, and nothing follows from it
 * by itself: no bid is refused, no rank changes.
 */
export interface Lead {
  readonly id: LeadId;
  /** Null where it is of a bidder over several lots. */
  readonly lot: string | null;
  readonly suppliers: readonly string[];
  /** The numbers that it stands on, as decimals, ids or hashes. */
  readonly evidence: Readonly<Record<string, string>>;
  readonly definition: Definition;
}

const definitions: Readonly<Record<LeadId, Definition>> = data;

export const leadOf = (
  id: LeadId,
  lot: string | null,
  suppliers: readonly string[],
  evidence: Lead['evidence'] = {},
): Lead => ({ id, lot, suppliers, evidence, definition: definitions[id] });

/** A parameter of an indicator. Throws Error for one that its data does not have, which is a bug of the caller. */
export function parameter(id: LeadId, name: string): Ratio {
  const value = definitions[id].parameters?.[name];
  if (value === undefined) throw new Error(`${id} has no parameter ${name}`);
  return parseDecimal(value, 4);
}
