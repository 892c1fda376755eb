import { parseFraction, roundHalfUp } from '../../shared/kernel/ratio.ts';
import { Tag, type Tone } from '../kit/blocks.tsx';
import { monthText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { sayCode } from '../kit/texts-of.ts';
import { useText } from './text.ts';

/** A change against before as a signed percentage, to a tenth. */
export function percentOf(change: string): string {
  const { n, d } = parseFraction(change);
  const text = roundHalfUp({ n: n * 100n, d }, 1);
  return `${n > 0n ? '+' : ''}${text}%`;
}

/** How far this year's lies from last year's (偏差); in ochre where it has to be explained. */
export function Change({ change, over }: { readonly change: string | undefined; readonly over: boolean }) {
  const say = useText();
  if (change === undefined) return <span className="j-muted">{say('change.new')}</span>;
  return <Tag tone={over ? 'warn' : 'neutral'}>{percentOf(change)}</Tag>;
}

const roundTones: Readonly<Record<string, Tone>> = {
  scheduled: 'neutral',
  reporting: 'accent',
  closed: 'warn',
  locked: 'good',
  tendering: 'accent',
  over: 'good',
};

/** How far a round is (报量状态). */
export function RoundStatus({ status }: { readonly status: string }) {
  return <Tag tone={roundTones[status] ?? 'neutral'}>{sayCode(useText(), 'status', status)}</Tag>;
}

const standingTones: Readonly<Record<string, Tone>> = { reported: 'warn', signed: 'good', 'left-out': 'bad' };

/** How far a unit is (报送情况). */
export function Standing({ standing }: { readonly standing: string }) {
  return <Tag tone={standingTones[standing] ?? 'neutral'}>{sayCode(useText(), 'standing', standing)}</Tag>;
}

/** A month, `2026-05`. */
export function Month({ at }: { readonly at: string }) {
  return <time dateTime={at}>{useMonthText()(at)}</time>;
}

export function useMonthText(): (at: string) => string {
  const language = useLanguage();
  return (at) => monthText(at, language);
}
