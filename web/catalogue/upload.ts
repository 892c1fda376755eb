import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { factsOf, sendTo } from '../kit/upload.ts';

/** Sends a file to where the API says, which takes no other size or hash; gives its key, or nothing where it failed. */
export function useUpload() {
  const ask = useWrite('POST /v1/uploads');
  const [failed, setFailed] = useState<Error | undefined>();
  const [isPending, setPending] = useState(false);
  async function send(file: File): Promise<string | undefined> {
    setFailed(undefined);
    setPending(true);
    try {
      const { mediaType: _, ...facts } = await factsOf(file);
      const { key, ...address } = await ask.mutateAsync({ body: { ...facts, purpose: 'product-import' } });
      await sendTo(address, file);
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
