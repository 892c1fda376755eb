import { checkAttributes } from '../../shared/commodity/category.ts';
import { type FieldError, faultsOf, fieldError, refuseAll } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { endOfMonth } from '../../shared/kernel/time.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { DeliveryPoint, DemandLine, Figure, Omission, Report, ReportMark, Terms } from './events.ts';
import { categoryOf, type GoodsInput, goodsOf, lotKey, zoneOf } from './goods.ts';
import { tenderedLine } from './tendered.ts';

/** A demand line as a unit writes it: with `lineId` it keeps that id. */
export interface LineInput extends GoodsInput {
  readonly lineId?: string | undefined;
  readonly commitment: string;
  readonly deliveryPoint: DeliveryPoint;
  readonly month: string;
  readonly reason?: string | undefined;
}

export interface ReportInput {
  readonly lines: readonly LineInput[];
  readonly omissions: readonly (Omit<Omission, 'category'> & { readonly category?: string | undefined })[];
}

/** Whether the whole month lies in the delivery window. */
export const isDelivered = ({ from, to }: Terms['deliveryWindow'], month: string): boolean =>
  from <= `${month}-01` && endOfMonth(month) <= to;

/**
 * The SHA-256 that a unit's admin signs (报量签署): of the JCS of round, participant, lines and omissions, in lower-case
 * hex.
 */
export const reportHash = (round: string, participant: string, { lines, omissions }: Report): string =>
  hashJson({ round, participant, lines, omissions });

/** A report without its values. */
export function markOf(round: string, participant: string, terms: Terms, report: Report): ReportMark {
  const lots = new Set(report.lines.map((line) => lotOf(terms, line)));
  const size = bytes(report.lines.map((line) => tenderedLine(participant, line)));
  return { hash: reportHash(round, participant, report), count: report.lines.length, size, lots: [...lots].sort() };
}

const bytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** The lot that a line belongs to. */
export const lotOf = (terms: Terms, { category, deliveryPoint }: DemandLine): string =>
  lotKey(category, zoneOf(terms, deliveryPoint.division)?.key ?? '');

/**
 * A unit's report, checked by the catalogue; a line that says the same as one of `known` keeps its id, so that the same
 * report twice is the same. @throws `DomainError` with a pointer for every fault
 */
export function reportOf(input: ReportInput, terms: Terms, known: readonly DemandLine[], newId: () => string): Report {
  const named = new Set(input.lines.map(({ lineId }) => lineId));
  const free = known.filter(({ id }) => !named.has(id));
  const lines: DemandLine[] = [];
  const omissions: Omission[] = [];
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (const [at, one] of input.lines.entries()) {
    const pointer = `/lines/${at}`;
    errors.push(
      ...idErrors(one, known, seen, pointer),
      ...placeErrors(one, terms, pointer),
      ...faultsOf(() => lines.push(lineOf(one, terms, pointer, free, newId)), pointer),
    );
  }
  for (const [at, one] of input.omissions.entries()) {
    const pointer = `/omissions/${at}`;
    errors.push(...faultsOf(() => omissions.push(omissionOf(one, terms, pointer)), pointer));
  }
  refuseAll(errors, 'report-invalid');
  return { lines, omissions };
}

/** Last year's figures of a unit, checked as its lines are. @throws `DomainError` with a pointer for every fault */
export function figuresOf(input: readonly GoodsInput[], { category }: Terms): readonly Figure[] {
  const figures: Figure[] = [];
  const errors = input.flatMap((one, at) =>
    faultsOf(() => figures.push(goodsOf(one, category, `/figures/${at}`)), `/figures/${at}`),
  );
  refuseAll(errors, 'figures-invalid');
  return figures;
}

function idErrors({ lineId }: LineInput, known: readonly DemandLine[], seen: Set<string>, at: string): FieldError[] {
  if (lineId === undefined) return [];
  const pointer = `${at}/lineId`;
  if (seen.has(lineId)) return [{ pointer, code: 'demand-line-repeated' }];
  seen.add(lineId);
  return known.some(({ id }) => id === lineId) ? [] : [{ pointer, code: 'demand-line-unknown' }];
}

function placeErrors({ deliveryPoint, month }: LineInput, terms: Terms, at: string): FieldError[] {
  const { division } = deliveryPoint;
  const { from, to } = terms.deliveryWindow;
  return [
    ...(zoneOf(terms, division) === undefined
      ? [{ pointer: `${at}/deliveryPoint/division`, code: 'division-in-no-zone', params: { division } }]
      : []),
    ...(isDelivered(terms.deliveryWindow, month)
      ? []
      : [{ pointer: `${at}/month`, code: 'month-outside-window', params: { month, from, to } }]),
  ];
}

function lineOf(input: LineInput, terms: Terms, at: string, free: DemandLine[], newId: () => string): DemandLine {
  const { lineId, commitment, deliveryPoint, month, reason, ...goods } = input;
  const line = {
    ...goodsOf(goods, terms.category, at),
    commitment,
    deliveryPoint,
    month,
    ...(reason === undefined ? {} : { reason }),
  };
  if (lineId !== undefined) return { id: lineId, ...line };
  const same = free.findIndex(({ id: _, ...each }) => canonical(each) === canonical(line));
  const [kept] = same < 0 ? [] : free.splice(same, 1);
  return { id: kept?.id ?? newId(), ...line };
}

function omissionOf({ category, attributes, reason }: ReportInput['omissions'][number], terms: Terms, at: string) {
  const code = categoryOf(category, terms.category, at);
  return { category: code, attributes: { ...checkAttributes(code, attributes, `${at}/attributes`) }, reason };
}

/** Whether all reports together fit into one tender. @throws `too-many-lines`, `too-many-lots`, `too-long-for-a-tender` */
export function checkRoom(marks: readonly ReportMark[], most: { lines: number; lots: number; bytes: number }): void {
  const total = (of: 'count' | 'size') => marks.reduce((sum, mark) => sum + mark[of], 0);
  const count = total('count');
  const lots = new Set(marks.flatMap((mark) => mark.lots)).size;
  if (count > most.lines) throw fieldError('too-many-lines', '/lines', { max: most.lines, count });
  if (lots > most.lots) throw fieldError('too-many-lots', '/lines', { max: most.lots, count: lots });
  if (total('size') > most.bytes) throw fieldError('too-long-for-a-tender', '/lines', { max: most.bytes });
}
