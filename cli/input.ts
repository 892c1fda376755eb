import { readFileSync } from 'node:fs';
import { DomainError } from '../shared/kernel/errors.ts';
import type { Language } from './text.ts';

const fault = (code: string, params: Record<string, string | number> = {}) =>
  new DomainError('malformed', code, params);

/** A command used in a way it does not understand. */
export const usage = (code: string, params: Record<string, string | number> = {}) => fault(code, params);

export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw fault('file-unreadable', { file, reason: (error as NodeJS.ErrnoException).code ?? '' });
  }
}

export function readJson(file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readBytes(file)));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw fault('file-not-json', { file, reason: (error as Error).message });
  }
}

/** The JSON that a public GET answers. */
export async function fetchJson(server: string, path: string, lang: Language): Promise<unknown> {
  const url = `${server.replace(/\/+$/, '')}${path}`;
  const response = await fetch(url, { headers: { 'accept-language': lang } }).catch((error: Error) => {
    throw fault('server-unreachable', { url, reason: String(error.cause ?? error.message) });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.status === 202) throw fault('server-not-ready', { url: response.headers.get('location') ?? url });
  if (response.ok && body !== undefined) return body;
  const { title = '', detail = '' } = (body ?? {}) as { title?: string; detail?: string };
  throw fault('server-refused', { url, status: response.status, reason: `${title} ${detail}`.trim() });
}
