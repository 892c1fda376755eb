import { divisions } from '../../../shared/commodity/divisions.ts';
import { add, div, isZero, parseDecimal, type Ratio, roundHalfUp, zero } from '../../../shared/kernel/ratio.ts';
import type { Answer } from '../../api/client.ts';

export type Tender = Answer<'GET /v1/tenders/{id}'>;
type Allocation = Answer<'GET /v1/tenders/{id}/allocation'>;
export type AllocatedLot = Allocation['groups'][number]['lots'][number];

/** What a supplier has of all that goes to a place: its number among the lot's awards, and its part of the quantity. */
export interface Part {
  readonly award: number;
  readonly share: Ratio;
}

/** A division of Sanming on the drawing: where its seat is, and who supplies what part of its goods. */
export interface Place {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly quantity?: { readonly value: string; readonly unit: string; readonly basis?: string };
  readonly parts: readonly Part[];
}

export const drawing = { width: 640, height: 500, radius: 27 } as const;

/** Degrees to the drawing: Sanming is as wide as it is high, and nothing is measured on it. */
const scale = 345;
const west = 116.53;
const north = 27.02;
/** The city's seat is in one of its districts, and would be drawn over it. */
const city = '350400';

/** The divisions of Sanming with what of a lot goes to each (各县由谁供货). Goods of a lot that is awarded in parts have one unit. */
export function placesOf(tender: Tender, { lot, awards }: AllocatedLot): readonly Place[] {
  const items = tender.lots.find(({ id }) => id === lot)?.items ?? [];
  return divisions().flatMap(({ code, seat }) => {
    const here = items.filter(({ deliveryPoint }) => deliveryPoint.division === code);
    const [first] = here;
    if (first === undefined && code === city) return [];
    const asked = here.reduce((all, { quantity }) => add(all, parseDecimal(quantity.value, 6)), zero);
    const ids = new Set(here.map(({ id }) => id));
    const parts = awards
      .map(({ items: given }, award) => {
        const got = given
          .filter(({ item }) => ids.has(item))
          .reduce((all, { quantity }) => add(all, parseDecimal(quantity.value, 6)), zero);
        return { award, share: isZero(asked) ? zero : div(got, asked) };
      })
      .filter(({ share }) => !isZero(share));
    const place = {
      code,
      x: (seat.lon - west) * scale,
      y: (north - seat.lat) * scale + (code === city ? 2.6 * drawing.radius : 0),
      parts,
    };
    if (first === undefined) return [place];
    return [{ ...place, quantity: { ...first.quantity, value: roundHalfUp(asked, 3) } }];
  });
}

/** The slices of a circle, from its top and clockwise, as paths around 0,0; a whole one has none. An angle is drawn, never counted with. */
export function slicesOf(parts: readonly Part[]): readonly {
  readonly award: number;
  readonly path?: string;
  readonly x: number;
  readonly y: number;
}[] {
  const { radius } = drawing;
  const at = (turn: number, far: number): readonly [number, number] => {
    const angle = turn * 2 * Math.PI;
    return [Math.round(Math.sin(angle) * far * 100) / 100, Math.round(-Math.cos(angle) * far * 100) / 100];
  };
  let from = 0;
  return parts.map(({ award, share }) => {
    const turn = Number(roundHalfUp(share, 6));
    if (turn > 0.9999) return { award, x: 0, y: 0 };
    const to = from + turn;
    const [x, y] = at((from + to) / 2, radius * 0.58);
    const path = `M0 0L${at(from, radius).join(' ')}A${radius} ${radius} 0 ${turn > 0.5 ? 1 : 0} 1 ${at(to, radius).join(' ')}Z`;
    from = to;
    return { award, path, x, y };
  });
}
