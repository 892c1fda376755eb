/*
 * What a bidder writes before it is sealed stays in this browser (草稿保险箱): each record is AES-256-GCM ciphertext in IndexedDB,
 * under a key that the browser keeps and never shows, not even to this page. A copy of the browser's files that was made
 * elsewhere tells nothing without that key; whoever sits at this browser, signed in, reads it as the bidder does.
 */

const [databaseName, keys, records] = ['jicai-bids', 'keys', 'records'];

interface Stored {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** The records of one user, by names that say no more than what they belong to. */
export interface Vault {
  /** @returns `undefined` where there is none */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  write(name: string, content: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
  /** The names that begin so. */
  names(prefix: string): Promise<readonly string[]>;
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened: Promise<IDBDatabase> | undefined;
function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(keys);
      request.result.createObjectStore(records);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** The user's key, made at the first need; of two tabs that make one at once the first one's holds. */
async function keyOf(owner: string): Promise<CryptoKey> {
  const db = await database();
  const known = await answerOf<CryptoKey | undefined>(db.transaction(keys).objectStore(keys).get(owner));
  if (known !== undefined) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const store = db.transaction(keys, 'readwrite').objectStore(keys);
  const first = await answerOf<CryptoKey | undefined>(store.get(owner));
  if (first !== undefined) return first;
  await answerOf(store.put(made, owner));
  return made;
}

/** The vault of a user, by the subject of its sign-in. */
export function vaultOf(owner: string): Vault {
  const place = (name: string): string => `${owner} ${name}`;
  /** Bound to its place: a record that somebody moved does not open. */
  const algorithm = (iv: Uint8Array<ArrayBuffer>, name: string) => ({
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(place(name)),
  });
  const store = async (mode: IDBTransactionMode) => (await database()).transaction(records, mode).objectStore(records);
  return {
    async read(name) {
      const key = await keyOf(owner);
      const found = await answerOf<Stored | undefined>((await store('readonly')).get(place(name)));
      if (found === undefined) return undefined;
      return new Uint8Array(await crypto.subtle.decrypt(algorithm(found.iv, name), key, found.sealed));
    },
    async write(name, content) {
      const key = await keyOf(owner);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(algorithm(iv, name), key, content);
      await answerOf((await store('readwrite')).put({ iv, sealed } satisfies Stored, place(name)));
    },
    async remove(name) {
      await answerOf((await store('readwrite')).delete(place(name)));
    },
    async names(prefix) {
      const found = await answerOf((await store('readonly')).getAllKeys());
      const own = found.map(String).filter((each) => each.startsWith(place(prefix)));
      return own.map((each) => each.slice(place('').length));
    },
  };
}
