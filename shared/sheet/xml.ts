import { SaxesParser } from 'saxes';
import { DomainError } from '../kernel/errors.ts';

/** What a reader of XML hears: names without their prefix. */
export interface XmlReader {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Bytes that may pass without a tag: a cell's text is far shorter. */
const longestText = 400_000;
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML piece by piece. A document type, and with it every entity of one's own, is refused.
 * @throws `sheet-entities`, `sheet-damaged`
 */
export async function readXml(pieces: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let silent = 0;
  parser.on('doctype', () => {
    throw new DomainError('rule', 'sheet-entities');
  });
  parser.on('opentag', ({ name, attributes }) => {
    silent = 0;
    reader.open?.(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    silent = 0;
    reader.close?.(localName(name));
  });
  const text = (piece: string): void => reader.text?.(piece);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('error', (error) => {
    throw error;
  });
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length; at += 65_536) {
        const part = piece.subarray(at, at + 65_536);
        silent += part.length;
        if (silent > longestText) throw new DomainError('rule', 'sheet-damaged');
        parser.write(decoder.decode(part, { stream: true }));
      }
    }
    parser.close();
  } catch (error) {
    throw error instanceof DomainError ? error : new DomainError('rule', 'sheet-damaged');
  }
}
