import { Tag } from '../kit/blocks.tsx';
import { isBegun } from './draft.ts';
import { useOwnReceipt } from './keeping.ts';
import { useText } from './text.ts';
import type { Work } from './work.ts';

/** Where one's own bid is (投标状态): what the platform holds, and what is only here. */
export function BidState({ tender, work }: { readonly tender: string; readonly work: Work | undefined }) {
  const say = useText();
  const { data } = useOwnReceipt(tender);
  const unsent = work?.changed === true && work.draft !== undefined && isBegun(work.draft);
  return (
    <>
      {data === null && work?.pending === undefined && !unsent && <Tag>{say('state.none')}</Tag>}
      {data?.receipt.state === 'sealed' && (
        <Tag tone="good">{say('state.sealed', { number: data.receipt.revision })}</Tag>
      )}
      {data?.receipt.state === 'withdrawn' && <Tag tone="warn">{say('state.withdrawn')}</Tag>}
      {work?.pending !== undefined && <Tag tone="bad">{say('state.pending')}</Tag>}
      {unsent && <Tag tone="warn">{say(data ? 'state.changed' : 'state.draft')}</Tag>}
    </>
  );
}
