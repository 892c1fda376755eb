import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * A place in a bundle as the place in the source it was made from, by the map beside the bundle, which is read when a fault
 * is logged: Node's own `--enable-source-maps` reads every map at the start, a sixth of a cold one. What has no map stays
 * as it is.
 */
export function inSource(place: string): string {
  const [, found = '', url = '', line, column] = /^at (?:[^(]*\()?((file:.*):(\d+):(\d+))\)?$/.exec(place) ?? [];
  try {
    const map = new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')) as SourceMapPayload);
    const origin = map.findOrigin(Number(line), Number(column));
    if (!('fileName' in origin)) return place;
    const { fileName, lineNumber, columnNumber } = origin;
    return place.replace(found, `${fileName.replace(/^(\.\.\/)+/, '')}:${lineNumber}:${columnNumber}`);
  } catch {
    return place;
  }
}
