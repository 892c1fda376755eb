import type { Json } from '../../../shared/kernel/json.ts';
import { basisOf, dayNumber, documentTerms, facetsOf, priceOf, publishedMs, type SearchDocument } from './document.ts';
import { Bytes, pack, type SnapshotHeader } from './format.ts';

const encoder = new TextEncoder();

/**
 * Builds the snapshot of these documents, each id once. They are kept newest first, so that the lower number of two is
 * the fresher. Throws a `RangeError` where there are more than 65,536 values of facets.
 */
export function buildIndex(given: readonly SearchDocument[], header: SnapshotHeader): Uint8Array {
  const documents = given
    .map((document) => ({ document, published: publishedMs(document), id: document.listed.id }))
    .sort((a, b) => b.published - a.published || (a.id < b.id ? -1 : 1));
  const strings = new Interned();
  const facetValues = new Interned();
  const facetPairs: number[] = [];
  const placeSets = new Interned();
  const points: number[] = [];
  const placeStarts: number[] = [0];
  const count = documents.length;
  const postings = new Map<string, number[]>();
  const columns = {
    ids: new Uint8Array(count * 16),
    published: new Float64Array(count),
    prices: new Float64Array(count),
    bases: new Uint32Array(count),
    lastDays: new Uint32Array(count),
    places: new Uint32Array(count),
  };
  const facets: number[] = [];
  const facetStarts = new Uint32Array(count + 1);
  const records = new Bytes();
  const recordStarts = new Uint32Array(count + 1);

  for (const [number, { document, id, published }] of documents.entries()) {
    const { price } = document.listed;
    columns.ids.set(uuidBytes(id), number * 16);
    columns.published[number] = published;
    columns.prices[number] = priceOf(price.unitPrice.amount);
    columns.bases[number] = strings.of(basisOf(price));
    columns.lastDays[number] = dayNumber(price.validTo);
    columns.places[number] = placeSets.of(JSON.stringify(document.places), () => {
      for (const { lon, lat } of document.places) points.push(lon, lat);
      placeStarts.push(points.length / 2);
    });
    for (const term of documentTerms(document)) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [number]);
      else list.push(number);
    }
    for (const [name, value] of facetsOf(document)) {
      const facet = facetValues.of(`${name}\n${value}`, () => facetPairs.push(strings.of(name), strings.of(value)));
      facets.push(facet);
    }
    facetStarts[number + 1] = facets.length;
    for (const [path, value] of membersOf(document)) {
      records.varint(strings.of(path));
      records.varint(strings.of(JSON.stringify(value)));
    }
    recordStarts[number + 1] = records.length;
  }
  if (facetPairs.length / 2 > 65_536) throw new RangeError('too many values of facets');

  const texts = [...postings.keys()].sort();
  const [termStarts, termBytes] = packed(texts);
  const [stringStarts, stringBytes] = packed(strings.texts);
  const posted = new Bytes();
  const postingStarts = new Uint32Array(texts.length + 1);
  const documentCounts = new Uint32Array(texts.length);
  for (const [index, text] of texts.entries()) {
    const list = postings.get(text) ?? [];
    documentCounts[index] = list.length;
    let before = -1;
    for (const number of list) {
      posted.varint(number - before - 1);
      before = number;
    }
    postingStarts[index + 1] = posted.length;
  }
  const byId = Uint32Array.from(
    documents
      .map(({ id }, number) => ({ id, number }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ number }) => number),
  );
  return pack(header, {
    ...columns,
    stringStarts,
    stringBytes,
    termStarts,
    termBytes,
    postingStarts,
    postingBytes: posted.done(),
    documentCounts,
    byId,
    placeStarts: Uint32Array.from(placeStarts),
    points: Float64Array.from(points),
    facetStarts,
    facets: Uint16Array.from(facets),
    facetValues: Uint32Array.from(facetPairs),
    recordStarts,
    recordBytes: records.done(),
  });
}

/** What is shown, member by member; of price and attributes each of its own, since the same few come again and again. */
function membersOf({ listed, originLabel }: SearchDocument): (readonly [string, Json])[] {
  const { id: _, publishedAt: __, price, attributes, ...rest } = listed;
  const within = (name: string, members: object) =>
    Object.entries(members).map(([member, value]) => [`${name}.${member}`, value] as const);
  return [
    ...Object.entries(rest),
    ...within('price', price),
    ...within('attributes', attributes),
    ...(originLabel === undefined ? [] : [['originLabel', originLabel] as const]),
  ].filter(([, value]) => value !== undefined) as (readonly [string, Json])[];
}

class Interned {
  readonly #numbers = new Map<string, number>();

  get texts(): string[] {
    return [...this.#numbers.keys()];
  }

  /** The number of a text; `first` is called when it comes for the first time. */
  of(text: string, first?: () => void): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    first?.();
    return number;
  }
}

function packed(texts: readonly string[]): [Uint32Array<ArrayBuffer>, Uint8Array<ArrayBuffer>] {
  const bytes = new Bytes();
  const starts = new Uint32Array(texts.length + 1);
  for (const [index, text] of texts.entries()) {
    bytes.append(encoder.encode(text));
    starts[index + 1] = bytes.length;
  }
  return [starts, bytes.done()];
}

/** The UUID of an id. */
export function uuidBytes(id: string): Uint8Array {
  const hex = id.slice(id.indexOf('_') + 1).replaceAll('-', '');
  const bytes = new Uint8Array(16);
  for (let at = 0; at < 16; at += 1) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}
