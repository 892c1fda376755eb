/*
 * The snapshot (快照): a header of 48 bytes, the place of each section, then the sections, each aligned to 8 bytes so that
 * typed arrays view it without a copy. Little-endian. What is written of one version is read by that version alone; any
 * other is as good as lost, and made again from the table.
 */

/** Every section in its order; `kind` is how its bytes are viewed. */
const sections = {
  /** Texts, each once: paths of members, JSON values, names and values of facets. */
  stringStarts: Uint32Array,
  stringBytes: Uint8Array,
  /** Terms in the order of their UTF-16 units, with their postings: gaps as variable-length integers. */
  termStarts: Uint32Array,
  termBytes: Uint8Array,
  postingStarts: Uint32Array,
  postingBytes: Uint8Array,
  documentCounts: Uint32Array,
  /** A document's UUID, 16 bytes, and the documents in the order of their UUIDs. */
  ids: Uint8Array,
  byId: Uint32Array,
  /** Milliseconds since 1970; ten-thousandths of a yuan. Both whole numbers below 2^53. */
  published: Float64Array,
  prices: Float64Array,
  /** The text of the price's basis, and the price's last day as `yyyymmdd`. */
  bases: Uint32Array,
  lastDays: Uint32Array,
  /** Where goods lie: a set of points for each document, each set once; longitude and latitude in turn. */
  places: Uint32Array,
  placeStarts: Uint32Array,
  points: Float64Array,
  /** The facet values of each document, and what they are: name and value as texts. */
  facetStarts: Uint32Array,
  facets: Uint16Array,
  facetValues: Uint32Array,
  /** What is shown of each document: pairs of texts, as variable-length integers. */
  recordStarts: Uint32Array,
  recordBytes: Uint8Array,
} as const;

type Kinds = typeof sections;
export type Sections = { readonly [Name in keyof Kinds]: InstanceType<Kinds[Name]> };

export interface SnapshotHeader {
  /** Counts up by one with each snapshot. */
  readonly generation: number;
  /** Changes up to this time are in it; milliseconds since 1970. */
  readonly watermark: number;
}

const magic = 0x58434a53;
const version = 2;
const headerBytes = 48;
const names = Object.keys(sections) as (keyof Kinds)[];
const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

export function pack({ generation, watermark }: SnapshotHeader, given: Sections): Uint8Array {
  const first = aligned(headerBytes + names.length * 8);
  const total = names.reduce((sum, name) => sum + aligned(given[name].byteLength), first);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  view.setFloat64(16, generation, true);
  view.setFloat64(24, watermark, true);
  view.setUint32(32, total, true);
  let at = first;
  for (const [index, name] of names.entries()) {
    const section = given[name];
    view.setUint32(headerBytes + index * 8, at, true);
    view.setUint32(headerBytes + index * 8 + 4, section.byteLength, true);
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at);
    at += aligned(section.byteLength);
  }
  view.setUint32(8, checksum(bytes), true);
  return bytes;
}

/** The sections as views; undefined when anything is not as it was written. */
export function unpack(given: Uint8Array): { header: SnapshotHeader; sections: Sections } | undefined {
  if (given.length < headerBytes || given.length % 8 !== 0) return undefined;
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isOurs = view.getUint32(0, true) === magic && view.getUint32(4, true) === version;
  if (!isOurs || view.getUint32(32, true) !== bytes.length) return undefined;
  if (view.getUint32(8, true) !== checksum(bytes)) return undefined;
  const entries = names.map((name, index) => {
    const from = bytes.byteOffset + view.getUint32(headerBytes + index * 8, true);
    const Kind = sections[name];
    const length = view.getUint32(headerBytes + index * 8 + 4, true) / Kind.BYTES_PER_ELEMENT;
    return [name, new Kind(bytes.buffer as ArrayBuffer, from, length)];
  });
  return {
    header: { generation: view.getFloat64(16, true), watermark: view.getFloat64(24, true) },
    sections: Object.fromEntries(entries) as Sections,
  };
}

/** FNV-1a over words of 32 bits (Fowler, Noll, Vo), but for the place of the sum itself: against accidents, not against people. */
function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let sum = 0x811c9dc5;
  for (let at = 0; at < words.length; at += 1) if (at !== 2) sum = Math.imul(sum ^ (words[at] ?? 0), 0x01000193);
  return (sum ^ (sum >>> 15)) >>> 0;
}

/** Bytes that grow. */
export class Bytes {
  #bytes = new Uint8Array(1024);
  length = 0;

  #room(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  /** Seven bits a byte, the lowest first; the high bit says that more follow (LEB128). */
  varint(value: number): void {
    this.#room(5);
    let left = value;
    for (; left > 127; left >>>= 7) {
      this.#bytes[this.length] = (left & 127) | 128;
      this.length += 1;
    }
    this.#bytes[this.length] = left;
    this.length += 1;
  }

  append(more: Uint8Array): void {
    this.#room(more.length);
    this.#bytes.set(more, this.length);
    this.length += more.length;
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }
}
