import type { Answer } from '../api/client.ts';
import { Tag, type Tone } from '../kit/blocks.tsx';
import { useText } from './text.ts';

/** What two firms intend (合作意向). */
export type IntentView = Answer<'GET /v1/matchmaking-intents/{id}'>;

const tones: Readonly<Record<IntentView['status'], Tone>> = {
  recorded: 'warn',
  confirmed: 'good',
  declined: 'neutral',
};

export function IntentStatus({ of }: { readonly of: IntentView['status'] }) {
  const say = useText();
  return <Tag tone={tones[of]}>{say(`intent.${of}`)}</Tag>;
}
