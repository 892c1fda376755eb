import { PageFrame, Section } from '../kit/blocks.tsx';
import { Awaited } from './awaited.tsx';
import { CallOffList } from './call-off-list.tsx';
import { useText } from './text.ts';
import './contracts.css';

/** One's orders, and the deliveries that wait for one's acceptance (订单与待验收). */
export function Page() {
  const say = useText();
  return (
    <PageFrame title={say('callOffs.page')}>
      <Awaited />
      <Section title={say('callOffs')}>
        <CallOffList />
      </Section>
    </PageFrame>
  );
}
