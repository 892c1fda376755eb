import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client.ts';

/** What browsers have no type for. */
const types: Readonly<Record<string, string>> = { ofd: 'application/ofd', dwg: 'image/vnd.dwg', csv: 'text/csv' };
const typeOf = ({ name, type }: File): string => types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? type;

async function sha256Of(content: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', content);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Uploads files of a tender's documents, each told to the API by its hash before its content is sent; their ids. */
export function useUpload(tender: string): UseMutationResult<readonly string[], Error, readonly File[]> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      const ids: string[] = [];
      for (const file of files) ids.push(await uploadOne(tender, file));
      return ids;
    },
    onSettled: () => client.invalidateQueries(),
  });
}

async function uploadOne(tender: string, file: File): Promise<string> {
  const content = await file.arrayBuffer();
  const body = { name: file.name, mediaType: typeOf(file), size: file.size, sha256: await sha256Of(content) };
  const asked = { path: { id: tender }, body };
  const { document, upload } = await call('POST /v1/tenders/{id}/documents', asked, {
    idempotencyKey: crypto.randomUUID(),
  });
  const { url, method, headers } = upload;
  const sent = await fetch(url, { method, headers, body: content });
  if (!sent.ok) {
    await call('DELETE /v1/tenders/{id}/documents/{document}', { path: { id: tender, document: document.id } });
    throw new Error(`upload of ${file.name}: ${sent.status}`);
  }
  return document.id;
}
