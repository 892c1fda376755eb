import { crc32, createInflateRaw, deflateRawSync } from 'node:zlib';
import { DomainError } from '../kernel/errors.ts';
import { limits } from './model.ts';

/*
 * As much of ZIP (PKWARE APPNOTE 6.3.10) as a workbook needs: stored and deflated members, no encryption, no ZIP64.
 */

/** A member of an archive. */
interface Member {
  readonly method: number;
  readonly compressed: number;
  readonly inflated: number;
  /** Where its local header begins. */
  readonly at: number;
}

export interface Zip {
  has(name: string): boolean;
  /** The member's bytes, inflated piece by piece. @throws `sheet-inflates-too-much`, `sheet-damaged` */
  read(name: string): AsyncGenerator<Uint8Array>;
}

const damaged = (): DomainError => new DomainError('rule', 'sheet-damaged');
const tooMuch = (): DomainError =>
  new DomainError('too-large', 'sheet-inflates-too-much', { max: limits.inflated / 1_000_000 });

const grewTooMuch = (inflated: number, compressed: number): boolean =>
  inflated > limits.inflated || (inflated > limits.ratioFrom && inflated > compressed * limits.ratio);

const signatures = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 } as const;
const maxMembers = 2_000;

/** Reads the directory of an archive; a member that says of itself that it is a bomb is refused when it is read. */
export function openZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members = membersOf(bytes, view);

  async function* read(name: string): AsyncGenerator<Uint8Array> {
    const member = members.get(name);
    if (member === undefined) throw damaged();
    const { method, compressed, inflated, at } = member;
    if (grewTooMuch(inflated, compressed)) throw tooMuch();
    if (at + 30 > bytes.length || view.getUint32(at, true) !== signatures.local) throw damaged();
    const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const content = bytes.subarray(from, from + compressed);
    if (content.length !== compressed) throw damaged();
    if (method === 0) yield content;
    else if (method === 8) yield* inflate(content);
    else throw damaged();
  }

  return { has: (name) => members.has(name), read };
}

async function* inflate(content: Uint8Array): AsyncGenerator<Uint8Array> {
  const stream = createInflateRaw();
  stream.end(content);
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (grewTooMuch(size, content.length)) throw tooMuch();
      yield chunk;
    }
  } catch (error) {
    throw error instanceof DomainError ? error : damaged();
  } finally {
    stream.destroy();
  }
}

function membersOf(bytes: Uint8Array, view: DataView): Map<string, Member> {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > maxMembers) throw damaged();
  const members = new Map<string, Member>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== signatures.entry) throw damaged();
    const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const [compressed, inflated] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    if (encrypted || compressed === 0xffffffff || inflated === 0xffffffff) throw damaged();
    members.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), {
      method: view.getUint16(at + 10, true),
      compressed,
      inflated,
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return members;
}

/** The end record stands last, before a comment of 65,535 bytes at most. */
function endOf(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === signatures.end) return at;
  }
  throw damaged();
}

/** An archive of these files, deflated, all of 1980-01-01: the same content is the same bytes. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, given] of Object.entries(files)) {
    const content = Buffer.from(given as Uint8Array);
    const packed = deflateRawSync(content);
    const path = Buffer.from(name);
    // Version, UTF-8 names, deflated, time and date, checksum, sizes, the name's length, no extra field.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x0021, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(word(signatures.entry), Buffer.from([20, 0]), common, tail, path);
    parts.push(word(signatures.local), common, path, packed);
    at += 30 + path.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  const count = Object.keys(files).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, entries, word(signatures.end), end]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
