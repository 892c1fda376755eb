import { instant, millis } from '../../shared/kernel/time.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { WriteOnce } from '../../shared/ports/write-once.ts';

export interface MemoryFiles extends Files {
  readonly kept: Map<string, Uint8Array>;
  /** Until when files are locked. */
  readonly locked: Map<string, string>;
}

/** Files that a test puts and looks at; an address names its key. */
export function memoryFiles(): MemoryFiles {
  const kept = new Map<string, Uint8Array>();
  const locked = new Map<string, string>();
  const expiresAt = (at: string): string => instant(millis(at) + 900_000);
  return {
    kept,
    locked,
    lock: async (key, until) => void locked.set(key, until),
    put: async (key, content) => void kept.set(key, content),
    get: async (key) => kept.get(key),
    size: async (key) => kept.get(key)?.byteLength,
    presignUpload: async (key, _, at) => ({
      url: `memory:${key}`,
      method: 'PUT',
      headers: {},
      expiresAt: expiresAt(at),
    }),
    presignDownload: async (key, _, at) => ({ url: `memory:${key}`, expiresAt: expiresAt(at) }),
  };
}

/** Write-once storage that a test looks at. */
export function memoryWriteOnce(): WriteOnce & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    put: async (key, text) => void (kept.has(key) || kept.set(key, text)),
    get: async (key) => kept.get(key),
  };
}
