import { byText } from '../../../shared/kernel/text.ts';
import type { Problem, Worth } from './model.ts';

/** A meeting that may be held, between two firms by their places in the order of ids. */
export interface Edge {
  readonly u: number;
  readonly v: number;
  readonly value: number;
  readonly must: boolean;
}

/** A problem in the order of ids: however it was written down, it reads the same. */
export interface Reading {
  readonly slots: number;
  readonly tables: number;
  readonly firms: readonly string[];
  /** How many meetings each can have. */
  readonly caps: readonly number[];
  /** Whether a firm is there in a slot. */
  readonly present: readonly (readonly boolean[])[];
  readonly edges: readonly Edge[];
  /** How many meetings there can be in all. */
  readonly room: number;
}

/** @throws RangeError for firms or pairs that stand twice, unknown firms and values that are no positive whole numbers: bugs of the caller */
export function readingOf({ slots, tables, most = slots, attendees, wanted }: Problem): Reading {
  const sorted = attendees.toSorted((a, b) => byText(a.id, b.id));
  const firms = sorted.map(({ id }) => id);
  const places = new Map(firms.map((id, at) => [id, at]));
  if (places.size !== firms.length) throw new RangeError('a firm stands twice');
  const present = sorted.map(({ absent }) => Array.from({ length: slots }, (_, slot) => !absent.includes(slot)));
  const together = (u: number, v: number): boolean =>
    Boolean(present[u]?.some((there, slot) => there && present[v]?.[slot]));

  const edges = wanted.map(({ a, b, value, must = false }): Edge => {
    const [one, other] = [places.get(a), places.get(b)];
    if (one === undefined || other === undefined || one === other) throw new RangeError('a meeting of unknown firms');
    if (!Number.isSafeInteger(value) || value < 1) throw new RangeError('a value is a positive whole number');
    return { u: Math.min(one, other), v: Math.max(one, other), value, must };
  });
  edges.sort((a, b) => a.u - b.u || a.v - b.v);
  if (edges.some(({ u, v }, at) => edges[at - 1]?.u === u && edges[at - 1]?.v === v)) {
    throw new RangeError('a pair stands twice');
  }
  return {
    slots,
    tables,
    firms,
    caps: present.map((of) => Math.min(most, of.filter(Boolean).length)),
    present,
    edges: edges.filter(({ u, v }) => together(u, v)),
    room: Array.from({ length: slots }, (_, slot) =>
      Math.min(tables, Math.floor(present.filter((of) => of[slot]).length / 2)),
    ).reduce((sum, each) => sum + each, 0),
  };
}

/** What meetings are worth, of firms some of which meet others besides. */
export function worthOf(edges: readonly Edge[], met: ReadonlySet<number> = new Set()): Worth {
  const now = new Set(edges.flatMap(({ u, v }) => [u, v]).filter((firm) => !met.has(firm)));
  return {
    musts: edges.filter(({ must }) => must).length,
    firms: now.size,
    value: edges.reduce((sum, { value }) => sum + value, 0),
  };
}
