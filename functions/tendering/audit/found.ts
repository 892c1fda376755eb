import { canonical } from '../../../shared/kernel/json.ts';
import type { Finding } from '../../../shared/sealing/verify.ts';

/** Whether two values are the same JSON; what is not there is null. */
export const same = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null);

export const finding = (code: string, ok: boolean, params: Finding['params'] = {}): Finding => ({ code, ok, params });
