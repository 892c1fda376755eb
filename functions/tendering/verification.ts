import { readBundle } from '../../shared/sealing/bundle.ts';
import type { Jwks } from '../../shared/sealing/jws.ts';
import { checkOwnReceipt } from '../../shared/sealing/own-receipt.ts';
import { type Finding, verifyBundle } from '../../shared/sealing/verify.ts';
import texts from './data/findings.json' with { type: 'json' };
import { recompute } from './recompute.ts';

/*
 * The one verifier (核验): the command line and the console run it, and say what it finds in the same words.
 */

/** What is said of a tender that was checked. */
export interface Verification {
  readonly tender: { readonly id: string; readonly title: string };
  /** Whether all of it holds. */
  readonly ok: boolean;
  readonly findings: readonly WordedFinding[];
  /** What a reader should know beside: whose keys these are, and what there was nothing to check of. */
  readonly notes: readonly NoteCode[];
}

export type NoteCode = 'keys-of-bundle' | 'evaluation-not-recomputed';

/** A finding in words of both languages. */
export interface WordedFinding extends Finding {
  readonly about: string;
  readonly zh: FindingWords;
  readonly en: FindingWords;
}

export interface FindingWords {
  /** What was found, with its evidence. */
  readonly said: string;
  /** What that proves, and what it does not. */
  readonly proves: string;
  readonly limits?: string;
}

export interface Beside {
  /** The platform's keys as published; without them a bundle vouches for itself. */
  readonly keys?: Jwks | undefined;
  /** A bidder's own receipt, as a compact JWS. */
  readonly receipt?: string | undefined;
}

/**
 * Checks a verification bundle, offline.
 * @throws `bundle-malformed` for what is none
 */
export async function verify(value: unknown, { keys, receipt }: Beside = {}): Promise<Verification> {
  const bundle = readBundle(value);
  const whole = await verifyBundle(bundle, { recompute, ...(keys && { keys }) });
  const own = receipt === undefined ? [] : await checkOwnReceipt(bundle, receipt, keys ?? bundle.keys.receipts);
  const findings = [...whole.findings, ...own].map(worded);
  return {
    tender: { id: bundle.tender.id, title: String(bundle.tender.title ?? '') },
    ok: findings.every(({ ok }) => ok),
    findings,
    notes: [
      ...(keys === undefined ? (['keys-of-bundle'] as const) : []),
      ...(bundle.evaluation === null ? (['evaluation-not-recomputed'] as const) : []),
    ],
  };
}

type Text = Omit<FindingWords, 'said'> & Readonly<Record<'ok' | 'broken', string>>;
type Texts = Readonly<Record<string, { readonly about: string; readonly zh: Text; readonly en: Text }>>;

/** The words of a finding; a code without any stands for itself. */
export function worded(finding: Finding): WordedFinding {
  const { code, ok } = finding;
  const words = (texts as Texts)[code];
  const say = (text: Text | undefined): FindingWords => {
    const { proves = '', limits } = text ?? {};
    const said = filled(text?.[ok ? 'ok' : 'broken'] ?? code, finding.params);
    return { said, proves, ...(limits === undefined ? {} : { limits }) };
  };
  return { ...finding, about: words?.about ?? '', zh: say(words?.zh), en: say(words?.en) };
}

const filled = (text: string, params: Finding['params']): string =>
  text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
