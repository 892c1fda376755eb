import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { etagOf } from '../api/client.ts';
import type { BidDraft } from './draft.ts';
import type { SignedReceipt } from './keeping.ts';
import type { ReadBid } from './offer.ts';
import { deliver, isRefused, type Pending, type Progress, type Sent, seal } from './sending.ts';
import type { Tender } from './tender.ts';
import { type Desk, useBidder } from './work.ts';

/** What becomes of a bid once the button was pressed. */
export interface SealingState {
  readonly progress: Progress | undefined;
  readonly error: unknown;
  readonly sent: Sent | undefined;
  start(draft: BidDraft, read: ReadBid): void;
  /** Sends what was sealed before and has no answer yet. */
  resend(): void;
  /** Ends the trying; what was sealed stays, to be sent again. */
  stop(): void;
  /** Gives up what was sealed and not confirmed. */
  discard(): void;
}

export function useSealing(tender: Tender, desk: Desk, receipt: SignedReceipt | undefined): SealingState {
  const { organisation } = useBidder();
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const [error, setError] = useState<unknown>();
  const [sent, setSent] = useState<Sent>();
  const stop = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  async function run(make: (stop: AbortSignal) => Promise<Pending>): Promise<void> {
    if (stop.current !== undefined) return;
    const control = new AbortController();
    stop.current = control;
    setError(undefined);
    try {
      const pending = await make(control.signal);
      const done = await deliver(pending, { tell: setProgress, stop: control.signal });
      await desk.change({ pending: undefined, sent: done, changed: false });
      setSent(done);
      await client.invalidateQueries();
    } catch (failed) {
      // Refused, it is nowhere; else nobody knows yet, and it stays to be sent again.
      if (isRefused(failed)) {
        await desk.change({ pending: undefined });
        await client.invalidateQueries();
      }
      if (!control.signal.aborted) setError(failed);
    } finally {
      stop.current = undefined;
      setProgress(undefined);
    }
  }

  function resend(): void {
    const pending = desk.work?.pending;
    if (pending !== undefined) void run(async () => pending);
  }

  return {
    progress,
    error,
    sent,
    start: (draft, read) =>
      void run(async (signal) => {
        setProgress({ stage: 'key' });
        const files = await Promise.all(draft.files.map(desk.readFile));
        const offer = { supplier: organisation, ...read.offer };
        const { answers } = read;
        const documentsVersion = draft.version;
        const from = { tender: tender.id, offer, answers, files, documentsVersion, ifMatch: etagOf(receipt) };
        const pending = await seal(from, { tell: setProgress, stop: signal });
        // Before it leaves: whatever happens to this page now, the same bytes can be sent again.
        await desk.change({ pending });
        return pending;
      }),
    resend,
    stop: () => stop.current?.abort(),
    discard() {
      // It did arrive: its nonces are nowhere else, so that its receipt is fetched instead.
      if (receipt?.receipt.sha256 === desk.work?.pending?.kept.envelopeSha256) resend();
      else void desk.change({ pending: undefined });
    },
  };
}
