import './verify.css';
import { PageFrame } from '../kit/blocks.tsx';
import { useText } from './text.ts';
import { Workbench } from './workbench.tsx';

/** Checks any tender of any such platform by its bundle, without a word to anybody (离线核验). */
export function Page() {
  const say = useText();
  return (
    <PageFrame title={say('title.any')}>
      <p className="v-lead">{say('lead.any')}</p>
      <Workbench />
    </PageFrame>
  );
}
