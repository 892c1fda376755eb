import { Tag, type Tone } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { useText } from './text.ts';

const tones: Readonly<Record<string, Tone>> = {
  published: 'good',
  expired: 'warn',
  pending: 'accent',
  appealed: 'accent',
  admitted: 'good',
  refused: 'bad',
  lapsed: 'warn',
};

/** How far a listing is (商品状态). */
export function StatusTag({ status }: { readonly status: string }) {
  return <Tag tone={tones[status] ?? 'neutral'}>{sayCode(useText(), 'status', status)}</Tag>;
}

/** How far an application or admission is (入库状态). */
export function AdmissionTag({ status }: { readonly status: string }) {
  return <Tag tone={tones[status] ?? 'neutral'}>{sayCode(useText(), 'admission', status)}</Tag>;
}
