import { offline, problemFrom } from '../api/problem.ts';

/** What the API is told of a file before its content is sent; the store takes no other size or hash. */
export interface FileFacts {
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** Where the API says that a file goes. */
interface Address {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What browsers have no type for, or another one on each system. */
const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  dwg: 'image/vnd.dwg',
  dxf: 'image/vnd.dxf',
  ofd: 'application/ofd',
  step: 'model/step',
  stp: 'model/step',
};
const typeOf = ({ name, type }: File): string =>
  types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? (type || 'application/octet-stream');

export async function factsOf(file: File): Promise<FileFacts> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { name: file.name, mediaType: typeOf(file), size: file.size, sha256 };
}

/** Sends a file to its address. @throws `ApiProblem`; it is `offline` where the store was not reached */
export async function sendTo({ url, method, headers }: Address, file: File): Promise<void> {
  const answer = await fetch(url, { method, headers, body: file }).catch(() => {
    throw offline();
  });
  if (!answer.ok) throw await problemFrom(answer);
}
