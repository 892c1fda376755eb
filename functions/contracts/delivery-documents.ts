import { goods } from '../../shared/commodity/process.ts';
import { fieldError } from '../../shared/kernel/errors.ts';
import rules from './data/delivery-documents.json' with { type: 'json' };
import type { DeliveredLine, DeliveryDocument } from './delivery-events.ts';

type Kind = DeliveryDocument['kind'];

/** The longest file that goes with a delivery, in bytes. */
export const maxBytes = rules.maxBytes;

/** Where a file of a call-off's deliveries is kept: by its hash, which the store enforces. */
export const documentKey = (callOff: string, sha256: string): string => `deliveries/${callOff}/${sha256}`;

/** @throws `file-type` unless the name's ending and the media type are of one kind that is allowed */
export function checkType({ name, mediaType }: { readonly name: string; readonly mediaType: string }): void {
  const types: Readonly<Record<string, string>> = rules.types;
  if (types[name.slice(name.lastIndexOf('.')).toLowerCase()] === mediaType) return;
  throw fieldError('file-type', '/mediaType', { allowed: Object.keys(types).join(' ') });
}

/**
 * What a line should come with and did not (随货资料): the papers that its category's certificates ask for, the ticket of
 * what counts as weighed, and the heat that a mill certificate is of (炉批号).
 */
export function missingOf(
  line: Pick<DeliveredLine, 'documents' | 'heatNo' | 'countedBy' | 'of'>,
): DeliveredLine['missing'] {
  const code = line.of.category;
  const expected: Readonly<Record<string, string>> = rules.expected;
  const asked = (goods(code)?.certificates ?? []).flatMap(({ type }) => (expected[type] as Kind | undefined) ?? []);
  const kinds: Kind[] = [...asked, ...(line.countedBy === 'ticket' ? (['weigh-ticket'] as const) : [])];
  return [
    ...kinds.filter((kind) => !line.documents.some((document) => document.kind === kind)),
    ...(rules.ofHeats.includes(code) && line.heatNo === undefined ? (['heat-number'] as const) : []),
  ];
}
