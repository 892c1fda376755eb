import { fieldError } from '../../shared/kernel/errors.ts';
import rules from './data/enquiry-rules.json' with { type: 'json' };

/** Where a file of an enquiry is kept (附件): by its hash, which the store enforces. */
export const attachmentKey = (enquiry: string, sha256: string): string => `enquiries/${enquiry}/${sha256}`;

/** @throws `file-type` unless the name's ending and the media type are of one kind that is allowed */
export function checkType({ name, mediaType }: { readonly name: string; readonly mediaType: string }, at = ''): void {
  const types: Readonly<Record<string, string>> = rules.attachments.types;
  if (types[name.slice(name.lastIndexOf('.')).toLowerCase()] === mediaType) return;
  throw fieldError('file-type', `${at}/mediaType`, { allowed: Object.keys(types).join(' ') });
}
