import { useEffect, useMemo, useState } from 'react';
import { ButtonLink, Notice, PageFrame } from '../kit/blocks.tsx';
import { focusHeading } from '../kit/page-title.ts';
import { Deadline } from '../kit/values.tsx';
import { type BidDraft, blankDraft, draftFrom, isBegun, versionOf } from './draft.ts';
import type { SignedReceipt } from './keeping.ts';
import { readBid } from './offer.ts';
import { Review } from './review.tsx';
import { SealedNotice } from './sealed-notice.tsx';
import { sealer } from './sealing.ts';
import { SealingSteps } from './sealing-steps.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import { useSealing } from './use-sealing.ts';
import { type Desk, useBidder, type Work } from './work.ts';
import { Writing } from './writing.tsx';

interface EditorProps {
  readonly tender: Tender;
  readonly desk: Desk;
  readonly work: Work;
  readonly receipt: SignedReceipt | undefined;
}

/** First it is written, then looked at as a whole, then sealed with one button. */
export function Editor({ tender, desk, work, receipt }: EditorProps) {
  const say = useText();
  const { organisation, name } = useBidder();
  const [reviewing, setReviewing] = useState(false);
  const go = (to: 'review' | 'writing') => {
    setReviewing(to === 'review');
    scrollTo({ top: 0 });
    focusHeading();
  };
  const draft = work.draft ?? firstDraft(tender, work);
  const read = useMemo(() => readBid(tender, draft, organisation), [tender, draft, organisation]);
  const sealing = useSealing(tender, desk, receipt);
  const { progress, error, sent } = sealing;
  const underway = progress !== undefined;
  useEffect(() => void sealer().catch(() => {}), []);
  useLeaveGuard(underway || !desk.saved || (work.changed === true && isBegun(draft)));

  if (sent !== undefined) {
    return (
      <PageFrame kicker={tender.buyer.name} title={tender.title}>
        <SealedNotice sent={sent} />
      </PageFrame>
    );
  }
  if (tender.status !== 'published' && work.pending === undefined) {
    return (
      <PageFrame kicker={tender.buyer.name} title={tender.title}>
        <Notice title={say('editor.closed')}>
          <ButtonLink to={`/bidding/${tender.id}`}>{say('toDesk')}</ButtonLink>
        </Notice>
      </PageFrame>
    );
  }
  const version = versionOf(tender);
  const amended = draft.version !== version;
  const change = (next: BidDraft) => void desk.change({ draft: next, changed: true });
  const ready = read.faults.size === 0 && read.lots.length > 0 && !amended;
  const steps = { progress, error, pending: work.pending };
  return (
    <PageFrame
      kicker={tender.buyer.name}
      title={tender.title}
      actions={<ButtonLink to={`/bidding/${tender.id}`}>{say('toDesk')}</ButtonLink>}
    >
      {desk.failure !== undefined && (
        <Notice tone="warn" title={say('vault.failed')}>
          {say('vault.failedDetail')}
        </Notice>
      )}
      {amended && work.pending === undefined && (
        <Notice tone="bad" title={say('amended', { number: version })}>
          <p>{say('amended.read')}</p>
          <div className="j-actions">
            <ButtonLink to={`/tenders/${tender.id}`}>{say('toDocuments')}</ButtonLink>
            <button type="button" className="j-button j-button-primary" onClick={() => change({ ...draft, version })}>
              {say('amended.done')}
            </button>
          </div>
        </Notice>
      )}
      {work.pending !== undefined ? (
        <SealingSteps {...steps} onSend={sealing.resend} onStop={sealing.stop} onDiscard={sealing.discard} />
      ) : reviewing || underway ? (
        <>
          <Review tender={tender} bidder={name} draft={draft} read={read} />
          <SealingSteps {...steps} onStop={sealing.stop} />
        </>
      ) : (
        <Writing tender={tender} desk={desk} draft={draft} read={read} onChange={change} />
      )}
      {work.pending === undefined && (
        <div className="j-bar">
          <p>
            {say('deadline')} <Deadline at={tender.deadline} />
            <span className="j-small b-saved" role="status">
              {say(desk.failure !== undefined ? 'draft.unsaved' : desk.saved ? 'draft.saved' : 'draft.saving')}
            </span>
          </p>
          <div className="j-actions">
            {reviewing ? (
              <>
                <button type="button" className="j-button" disabled={underway} onClick={() => go('writing')}>
                  {say('review.back')}
                </button>
                <button
                  type="button"
                  className="j-button j-button-primary"
                  disabled={underway || !ready}
                  onClick={() => sealing.start(draft, read)}
                >
                  {say('seal')}
                </button>
              </>
            ) : (
              <button
                type="button"
                className="j-button j-button-primary"
                onClick={() => (ready ? go('review') : showFault())}
              >
                {say('review')}
              </button>
            )}
          </div>
        </div>
      )}
    </PageFrame>
  );
}

/** A bid that was sent from here is revised from what it was. */
const firstDraft = (tender: Tender, { sent }: Work): BidDraft =>
  sent === undefined ? blankDraft(tender) : draftFrom(sent.kept.disclosed, sent.kept.private);

/** Brings whoever wants to go on to what has to be mended first: a cell, or the first price. */
function showFault(): void {
  const cell =
    document.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    document.querySelector<HTMLElement>('input[data-column$="-price"]');
  cell?.scrollIntoView({ block: 'center' });
  cell?.focus();
}

/** The browser asks before the page is left while something is on its way, or was written and not sent. */
function useLeaveGuard(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [active]);
}
