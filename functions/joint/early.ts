import { canonical } from '../../shared/kernel/json.ts';
import { parseFraction, roundHalfUp, sum, toDecimal } from '../../shared/kernel/ratio.ts';
import { monthOf } from '../../shared/kernel/time.ts';
import type { DemandLine, Early, EarlyNeed, Participant, Terms } from './events.ts';
import { zoneOf } from './goods.ts';
import type { Reports } from './lots.ts';

/** A sum of fewer units would tell the others what one of them needs. */
const fewestUnits = 3;

interface Need extends DemandLine {
  readonly unit: string;
}

/** What may be told of a locked round ahead of its tender (提前公开需求). */
export function earlyOf(
  round: Pick<Terms, 'title' | 'zones' | 'deliveryWindow'> & { readonly lead: Participant },
  reports: Reports,
): Early {
  const { lead, title, deliveryWindow } = round;
  const all = [...reports].flatMap(([unit, { lines }]) => lines.map((line): Need => ({ ...line, unit })));
  const needs = groups(all, goodsKey).flatMap((same): EarlyNeed[] => {
    const zones = groups(same, ({ deliveryPoint }) => zoneOf(round, deliveryPoint.division)?.key ?? '');
    const large = zones.filter((lines) => unitsOf(lines) >= fewestUnits);
    const small = zones.filter((lines) => unitsOf(lines) < fewestUnits).flat();
    return [
      ...large.map((lines) => needOf(lines, placeOf(round, lines), deliveryWindow)),
      ...(small.length === 0 ? [] : [needOf(small, { division: lead.division }, deliveryWindow)]),
    ];
  });
  return { lead, title, needs };
}

function needOf(
  lines: readonly Need[],
  place: Pick<EarlyNeed, 'zone' | 'division'>,
  { from, to }: Terms['deliveryWindow'],
): EarlyNeed {
  const [{ category = '', attributes = {}, canonical: measured } = {}] = lines;
  if (unitsOf(lines) < fewestUnits) {
    return { category, attributes, ...place, months: { from: monthOf(from), to: monthOf(to) } };
  }
  const months = lines.map(({ month }) => month).sort();
  const total = sum(lines.map((line) => parseFraction(line.canonical.exact)));
  const { unit = 'TNE', basis } = measured ?? {};
  return {
    category,
    attributes,
    ...place,
    months: { from: months[0] ?? '', to: months.at(-1) ?? '' },
    quantity: {
      value: toDecimal(total, 6) ?? roundHalfUp(total, 6),
      unit,
      ...(basis === undefined ? {} : { basis }),
    },
  };
}

function placeOf(round: Pick<Terms, 'zones'>, lines: readonly Need[]) {
  const division = lines[0]?.deliveryPoint.division ?? '';
  const zone = zoneOf(round, division)?.key ?? division;
  return { zone, division: round.zones?.find(({ key }) => key === zone)?.divisions[0] ?? division };
}

const unitsOf = (lines: readonly Need[]): number => new Set(lines.map(({ unit }) => unit)).size;

/** Theoretical and weighed tonnes stay apart. */
const goodsKey = ({ category, attributes, canonical: { unit, basis } }: DemandLine): string =>
  canonical([category, attributes, unit, basis ?? null]);

/** By a key, in its order. */
const groups = (lines: readonly Need[], key: (line: Need) => string): readonly Need[][] =>
  [...Map.groupBy(lines, key)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
