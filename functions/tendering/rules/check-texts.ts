import { fold } from '../../../shared/kernel/text.ts';
import type { Requirement } from '../draft.ts';
import { type CheckInput, type Finding, type FindingCode, finding } from './finding.ts';
import type { Rule, RulePack, Severity } from './pack.ts';
import { lintDraft, type WordKind, wordRule } from './words.ts';

/** What the words of a draft limit, and what is both a condition and a score. */
export const textFindings = (input: CheckInput): readonly Finding[] => [
  ...wordFindings(input),
  ...qualificationFindings(input),
];

function wordFindings({ draft, pack, day }: CheckInput): readonly Finding[] {
  return lintDraft(draft).map(({ kind, pointer, start, end, text }) => {
    const rule = ruleOf(pack, kind);
    const { severity = rule.value, ...article } = wordRule(kind, pack.regime) ?? rule;
    return finding(day, codes[kind], pointer, article, severity, { text, start, end });
  });
}

const codes: Readonly<Record<WordKind, FindingCode>> = {
  origin: 'words-origin',
  address: 'words-address',
  'local-achievement': 'words-local-achievement',
  brand: 'words-brand',
  'local-branch': 'words-local-branch',
  'local-tax': 'words-local-tax',
  ownership: 'words-ownership',
  certification: 'words-certification',
  'minimum-price': 'words-minimum-price',
  scale: 'unscorable',
};

function ruleOf(pack: RulePack, kind: WordKind): Rule<Severity> & { readonly severity?: undefined } {
  if (kind === 'certification') return pack.certification;
  if (kind === 'minimum-price') return pack.minimumPrice;
  return kind === 'scale' ? pack.unscorable : pack.words;
}

/** A title this long that stands whole in a condition is taken for the condition. */
const tellingLength = 4;

/** MOF Order 87 art. 55: a condition of qualification is no factor, neither by its key nor by its words. */
function qualificationFindings({ draft, pack, day }: CheckInput): readonly Finding[] {
  const rule = pack.qualificationScored;
  const conditions = (draft.requirements ?? []).filter(({ kind }) => kind === 'qualification');
  const scored = draft.lots.flatMap((lot, at) => [
    ...(lot.scoring?.factors ?? []).map((one, place) => ({ one, pointer: `/lots/${at}/scoring/factors/${place}` })),
    ...(lot.criteria ?? []).map((one, place) => ({ one, pointer: `/lots/${at}/criteria/${place}` })),
  ]);
  return scored.flatMap(({ one, pointer }) => {
    const condition = conditions.find((each) => isSame(each, one));
    return condition === undefined
      ? []
      : [finding(day, 'qualification-scored', pointer, rule, rule.value, { requirement: condition.key })];
  });
}

function isSame(condition: Requirement, scored: { readonly key: string; readonly title: string }): boolean {
  const [text, title] = [fold(condition.text), fold(scored.title)];
  if (condition.key === scored.key || text === title) return true;
  return (
    (title.length >= tellingLength && text.includes(title)) || (text.length >= tellingLength && title.includes(text))
  );
}
