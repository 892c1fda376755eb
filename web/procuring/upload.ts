import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { factsOf, sendTo } from '../kit/upload.ts';

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
  const asked = { path: { id: tender }, body: await factsOf(file) };
  const { document, upload } = await call('POST /v1/tenders/{id}/documents', asked, {
    idempotencyKey: crypto.randomUUID(),
  });
  try {
    await sendTo(upload, file);
  } catch (error) {
    await call('DELETE /v1/tenders/{id}/documents/{document}', { path: { id: tender, document: document.id } });
    throw error;
  }
  return document.id;
}
