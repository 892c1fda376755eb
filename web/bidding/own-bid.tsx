import { useState } from 'react';
import { etagOf } from '../api/client.ts';
import { useList, useWrite } from '../api/queries.ts';
import { ButtonLink, Facts, Notice, ProblemAlert, Reading } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { BidState } from './bid-state.tsx';
import { download, type SignedReceipt, useCheckedReceipt, useOwnReceipt } from './keeping.ts';
import { Downloads } from './sealed-notice.tsx';
import type { Sent } from './sending.ts';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import type { Desk, Work } from './work.ts';

interface OwnBidProps {
  readonly tender: Tender;
  readonly desk: Desk;
  readonly work: Work;
}

/** What the platform holds of the bidder, checked here; and what can still be done about it. */
export function OwnBid({ tender, desk, work }: OwnBidProps) {
  const own = useOwnReceipt(tender.id);
  return (
    <Reading of={own}>
      {(signed) => (
        <>
          <p className="b-tags">
            <BidState tender={tender.id} work={work} />
          </p>
          {signed !== null && <Held tender={tender} signed={signed} work={work} />}
          <Steps tender={tender} work={work} signed={signed} />
          {signed?.receipt.state === 'sealed' && tender.status === 'published' && (
            <Withdrawal tender={tender.id} signed={signed} desk={desk} />
          )}
        </>
      )}
    </Reading>
  );
}

function Steps({ tender, work, signed }: Omit<OwnBidProps, 'desk'> & { readonly signed: SignedReceipt | null }) {
  const say = useText();
  const to = `/bidding/${tender.id}/bid`;
  if (work.pending !== undefined) {
    return (
      <Notice tone="bad" title={say('own.pending')}>
        <ButtonLink primary to={to}>
          {say('pending.send')}
        </ButtonLink>
      </Notice>
    );
  }
  if (tender.status !== 'published') return signed === null ? <p>{say('own.never')}</p> : null;
  const sealed = signed?.receipt.state === 'sealed';
  return (
    <>
      {!sealed && <p>{say('own.none')}</p>}
      <div className="j-actions">
        <ButtonLink primary to={to}>
          {say(sealed ? 'own.revise' : work.draft === undefined ? 'own.write' : 'own.goOn')}
        </ButtonLink>
      </div>
    </>
  );
}

function Held({ tender, signed, work }: Omit<OwnBidProps, 'desk'> & { readonly signed: SignedReceipt }) {
  const say = useText();
  const { receipt, jws } = signed;
  const here = work.sent?.receipt.receiptId === receipt.receiptId ? work.sent : undefined;
  const checked = useCheckedReceipt(jws, here?.kept);
  return (
    <>
      <Stale tender={tender} signed={signed} sent={here} />
      <Facts
        items={[
          [say('receipt.id'), <code key="id">{receipt.receiptId}</code>],
          [say('receipt.revision'), say('receipt.nth', { number: receipt.revision })],
          [say('receipt.at'), <Moment key="at" at={receipt.receivedAt} />],
          [say('receipt.sha256'), receipt.sha256 === null ? undefined : <code key="sha">{receipt.sha256}</code>],
        ]}
      />
      {checked.data !== undefined && (
        <Notice tone="good">{say(here === undefined ? 'receipt.signed' : 'receipt.checked')}</Notice>
      )}
      {checked.error !== null && (
        <Notice tone="bad" title={say('receipt.wrong')}>
          {say('receipt.wrongDetail')}
        </Notice>
      )}
      {here !== undefined ? (
        <Downloads sent={here} />
      ) : (
        <>
          {receipt.state === 'sealed' && <p className="j-small">{say('receipt.elsewhere')}</p>}
          <div className="j-actions">
            <button
              type="button"
              className="j-button"
              onClick={() => download(`receipt-${receipt.tender.slice(-6)}-${receipt.revision}.json`, { receipt, jws })}
            >
              {say('download.receipt')}
            </button>
          </div>
        </>
      )}
    </>
  );
}

interface StaleProps {
  readonly tender: Tender;
  readonly signed: SignedReceipt;
  readonly sent: Sent | undefined;
}

/** After an amendment of the documents a bid on the version before counts no more (失效). */
function Stale({ tender, signed: { receipt }, sent }: StaleProps) {
  const say = useText();
  const { data = [] } = useList('GET /v1/tenders/{id}/amendments', { path: { id: tender.id } });
  if (receipt.state !== 'sealed' || tender.status !== 'published') return null;
  const stale =
    sent === undefined
      ? data.some(({ amendedAt }) => Date.parse(amendedAt) > Date.parse(receipt.receivedAt))
      : sent.kept.disclosed.documentsVersion !== tender.documentsVersion;
  if (!stale) return null;
  return (
    <Notice tone="bad" title={say('stale')}>
      {say('stale.detail', { number: tender.documentsVersion ?? 1 })}
    </Notice>
  );
}

interface WithdrawalProps {
  readonly tender: string;
  readonly signed: SignedReceipt;
  readonly desk: Desk;
}

function Withdrawal({ tender, signed, desk }: WithdrawalProps) {
  const say = useText();
  const [sure, setSure] = useState(false);
  const withdraw = useWrite('DELETE /v1/tenders/{id}/bid', {
    onDone: () => desk.change({ sent: undefined, changed: true }),
  });
  return (
    <>
      <ProblemAlert error={withdraw.error} />
      {sure ? (
        <Notice tone="warn" title={say('withdraw.sure')}>
          <p>{say('withdraw.detail')}</p>
          <div className="j-actions">
            <button
              type="button"
              className="j-button j-button-primary"
              disabled={withdraw.isPending}
              onClick={() => withdraw.mutate({ path: { id: tender }, ifMatch: etagOf(signed) })}
            >
              {say('withdraw.yes')}
            </button>
            <button type="button" className="j-button" onClick={() => setSure(false)}>
              {say('withdraw.no')}
            </button>
          </div>
        </Notice>
      ) : (
        <p>
          <button type="button" className="j-button" onClick={() => setSure(true)}>
            {say('withdraw')}
          </button>
        </p>
      )}
    </>
  );
}
