import { useState } from 'react';
import { offline, problemFrom } from '../api/problem.ts';
import { useWrite } from '../api/queries.ts';

/** Sends a file to where the API says, which takes no other size or hash; gives its key, or nothing where it failed. */
export function useUpload() {
  const ask = useWrite('POST /v1/uploads');
  const [failed, setFailed] = useState<Error | undefined>();
  const [isPending, setPending] = useState(false);
  async function send(file: File): Promise<string | undefined> {
    setFailed(undefined);
    setPending(true);
    try {
      const sha256 = await hashOf(file);
      const body = { name: file.name, size: file.size, sha256, purpose: 'product-import' } as const;
      const { key, url, method, headers } = await ask.mutateAsync({ body });
      const answer = await fetch(url, { method, headers, body: file }).catch(() => {
        throw offline();
      });
      if (!answer.ok) throw await problemFrom(answer);
      return key;
    } catch (error) {
      setFailed(error as Error);
      return undefined;
    } finally {
      setPending(false);
    }
  }
  return { send, error: failed, isPending };
}

async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
