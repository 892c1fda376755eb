import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlainAttachment } from '../../shared/sealing/attachment.ts';
import { useSession } from '../session/session.ts';
import type { BidDraft, FileDraft } from './draft.ts';
import type { Pending, Sent } from './sending.ts';
import { type Vault, vaultOf } from './vault.ts';

/** What this browser keeps of a bid (本机留存), all of it encrypted. */
export interface Work {
  readonly draft?: BidDraft | undefined;
  /** Whether the draft was changed since it was last sealed. */
  readonly changed?: boolean;
  readonly pending?: Pending | undefined;
  readonly sent?: Sent | undefined;
}

export interface Desk {
  /** `undefined` until it was read. */
  readonly work: Work | undefined;
  /** Whether all of it is in the vault. */
  readonly saved: boolean;
  /** Why nothing can be kept in this browser. */
  readonly failure: unknown;
  change(change: Partial<Work>): Promise<void>;
  addFile(file: File): Promise<FileDraft>;
  readFile(file: FileDraft): Promise<PlainAttachment>;
  removeFile(file: FileDraft): Promise<void>;
}

/** Who bids: the user, and the organisation that it acts for. */
export function useBidder(): { readonly sub: string; readonly organisation: string; readonly name: string } {
  const session = useSession();
  if (session.status !== 'user') return { sub: '', organisation: '', name: '' };
  return {
    sub: session.sub,
    organisation: session.organisation?.organisation ?? '',
    name: session.organisation?.name ?? '',
  };
}

const encode = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));

async function readWork(vault: Vault, name: string): Promise<Work> {
  const content = await vault.read(name);
  return content === undefined ? {} : (JSON.parse(new TextDecoder().decode(content)) as Work);
}

/** The bidder's own work on a tender, kept in this browser as it is done. */
export function useDesk(tender: string): Desk {
  const { sub, organisation } = useBidder();
  const place = `${organisation}/${tender}`;
  const name = `${place}/work`;
  const [work, setWork] = useState<Work>();
  const [saved, setSaved] = useState(true);
  const [failure, setFailure] = useState<unknown>();
  const latest = useRef<Work>({});
  const writing = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => {
    let left = false;
    setWork(undefined);
    readWork(vaultOf(sub), name)
      .catch((error: unknown) => {
        setFailure(error);
        return {};
      })
      .then((found) => {
        if (left) return;
        latest.current = found;
        setWork(found);
      });
    return () => {
      left = true;
    };
  }, [sub, name]);

  const change = useCallback(
    (part: Partial<Work>): Promise<void> => {
      const next = { ...latest.current, ...part };
      latest.current = next;
      setWork(next);
      setSaved(false);
      // One after the other, and of many that wait only the last.
      writing.current = writing.current.then(async () => {
        if (latest.current !== next) return;
        try {
          await vaultOf(sub).write(name, encode(next));
          setFailure(undefined);
        } catch (error) {
          setFailure(error);
        }
        if (latest.current === next) setSaved(true);
      });
      return writing.current;
    },
    [sub, name],
  );

  return {
    work,
    saved,
    failure,
    change,
    async addFile(file) {
      const id = crypto.randomUUID();
      await vaultOf(sub).write(`${place}/file/${id}`, new Uint8Array(await file.arrayBuffer()));
      return { id, name: file.name, mediaType: file.type || 'application/octet-stream', size: file.size };
    },
    async readFile({ id, name: called, mediaType }) {
      const content = await vaultOf(sub).read(`${place}/file/${id}`);
      if (content === undefined) throw new Error(`no file ${id}`);
      return { name: called, mediaType, content };
    },
    async removeFile({ id }) {
      await vaultOf(sub).remove(`${place}/file/${id}`);
    },
  };
}

/** What this browser keeps of the organisation's bids: each tender's id, and the work on it. */
export function useAllWork(): readonly (readonly [tender: string, work: Work])[] | undefined {
  const { sub, organisation } = useBidder();
  const [all, setAll] = useState<readonly (readonly [string, Work])[]>();
  useEffect(() => {
    let left = false;
    const vault = vaultOf(sub);
    const read = async () => {
      const names = (await vault.names(`${organisation}/`)).filter((each) => each.endsWith('/work'));
      return Promise.all(names.map(async (each) => [each.split('/')[1] ?? '', await readWork(vault, each)] as const));
    };
    read().then(
      (found) => !left && setAll(found),
      () => !left && setAll([]),
    );
    return () => {
      left = true;
    };
  }, [sub, organisation]);
  return all;
}
