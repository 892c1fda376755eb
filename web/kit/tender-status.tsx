import { Tag, type Tone } from './blocks.tsx';
import { useText } from './text.ts';
import { sayCode } from './texts-of.ts';

const tones: Readonly<Record<string, Tone>> = {
  published: 'accent',
  opening: 'warn',
  opened: 'warn',
  standstill: 'warn',
  awarded: 'good',
  cancelled: 'neutral',
  failed: 'bad',
};

/** How far a tender is (招标状态); the portal, lists and its own page say it alike. */
export function TenderStatus({ status }: { readonly status: string }) {
  return <Tag tone={tones[status] ?? 'neutral'}>{sayCode(useText(), 'tender', status)}</Tag>;
}
