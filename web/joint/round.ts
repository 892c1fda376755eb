import type { Answer, Body } from '../api/client.ts';

/** A demand round (报量) as whoever asks sees it. */
export type Round = Answer<'GET /v1/demand-rounds/{id}'>;
export type Unit = NonNullable<Round['participants']>[number];
/** What a unit reports, beside last year's figures. */
export type Report = Answer<'GET /v1/demand-rounds/{id}/lines/{org}'>;
export type Line = Report['signed']['lines'][number];
export type Kind = Report['lastYear'][number];
export type Lot = NonNullable<Round['locked']>['lots'][number];
export type Effects = Answer<'GET /v1/demand-rounds/{id}/opt-outs/effect'>['lots'];
export type ReportBody = Body<'PUT /v1/demand-rounds/{id}/lines/{org}'>;

/** Whether reports may still come. */
export const isOpen = ({ status }: Round): boolean => status === 'reporting';

/** Months that lie whole in the window that goods come in, as `2026-05`. */
export function monthsOf({ deliveryWindow: { from, to } }: Pick<Round, 'deliveryWindow'>): readonly string[] {
  const months: string[] = [];
  const [year = '', month = ''] = from.split('-');
  for (let at = Number(year) * 12 + Number(month) - (from.endsWith('-01') ? 1 : 0); months.length < 60; at += 1) {
    const [y, m] = [Math.floor(at / 12), (at % 12) + 1];
    const last = new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10);
    if (last > to) break;
    months.push(last.slice(0, 7));
  }
  return months;
}
