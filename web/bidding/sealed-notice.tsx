import { ButtonLink, Facts, Notice } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { download } from './keeping.ts';
import type { Sent } from './sending.ts';
import { useText } from './text.ts';

/** Said only when the receipt was checked: the platform holds exactly this bid. */
export function SealedNotice({ sent }: { readonly sent: Sent }) {
  const say = useText();
  const { receipt } = sent;
  return (
    <Notice tone="good" title={say('sealed')}>
      <p>{say('sealed.detail')}</p>
      <Facts
        items={[
          [say('receipt.id'), <code key="id">{receipt.receiptId}</code>],
          [say('receipt.revision'), say('receipt.nth', { number: receipt.revision })],
          [say('receipt.at'), <Moment key="at" at={receipt.receivedAt} />],
        ]}
      />
      <Downloads sent={sent} primary />
      <ButtonLink to={`/bidding/${receipt.tender}`}>{say('toDesk')}</ButtonLink>
    </Notice>
  );
}

interface DownloadsProps {
  readonly sent: Sent;
  /** Where saving them is what comes next. */
  readonly primary?: boolean;
}

/** What the bidder keeps: the receipt, which may be shown to anyone, and the content with its nonces, which may not. */
export function Downloads({ sent: { receipt, jws, kept }, primary = false }: DownloadsProps) {
  const say = useText();
  const look = primary ? 'j-button j-button-primary' : 'j-button';
  const name = `${receipt.tender.slice(-6)}-${receipt.revision}`;
  return (
    <>
      <div className="j-actions">
        <button type="button" className={look} onClick={() => download(`receipt-${name}.json`, { receipt, jws })}>
          {say('download.receipt')}
        </button>
        <button type="button" className={look} onClick={() => download(`bid-${name}.secret.json`, kept)}>
          {say('download.secret')}
        </button>
      </div>
      <p className="j-small">{say('download.about')}</p>
    </>
  );
}
