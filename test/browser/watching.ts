import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';

/** All that left the browser: addresses, headers, bodies. */
export function listen(page: Page): () => Promise<readonly (string | Buffer)[]> {
  const requests: Request[] = [];
  page.context().on('request', (request) => requests.push(request));
  return async () =>
    (
      await Promise.all(
        requests.map(async (request) => [
          request.url(),
          JSON.stringify(await request.allHeaders()),
          request.postDataBuffer() ?? '',
        ]),
      )
    ).flat();
}

/** All that the browser keeps: storage as text, IndexedDB record by record as bytes. */
export async function kept(
  page: Page,
): Promise<{ readonly content: readonly Buffer[]; readonly extractable: readonly boolean[] }> {
  const { texts, records, extractable } = await page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const records: number[][] = [];
    const extractable: boolean[] = [];
    const look = (value: unknown): void => {
      if (value instanceof CryptoKey) extractable.push(value.extractable);
      else if (value instanceof ArrayBuffer) records.push([...new Uint8Array(value)]);
      else if (ArrayBuffer.isView(value)) records.push([...new Uint8Array(value.buffer)]);
      else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) look(each);
      else records.push([...new TextEncoder().encode(String(value))]);
    };
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await answer(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store);
        look(await answer(all.getAllKeys()));
        look(await answer(db.transaction(store).objectStore(store).getAll()));
      }
      db.close();
    }
    return { texts: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]), records, extractable };
  });
  return { content: [Buffer.from(texts), ...records.map((bytes) => Buffer.from(bytes))], extractable };
}

/** The JSON file that a button hands out. */
export async function saved(page: Page, button: string): Promise<unknown> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`button:has-text("${button}")`)]);
  return JSON.parse(readFileSync(await download.path(), 'utf8'));
}
