import { useState } from 'react';
import type { Listed } from '../api/queries.ts';
import { useList, useWrite } from '../api/queries.ts';
import { Facts, Listing, Notice, ProblemAlert, Section, Tag, type Tone } from '../kit/blocks.tsx';
import { Check } from '../kit/fields.tsx';
import { grouped } from '../kit/format.ts';
import { Address, Amount, Amounted, Day, Deadline, Moment, UnitPrice } from '../kit/values.tsx';
import { type Enquiry, PostGoods } from './goods.tsx';
import { percent } from './terms.tsx';
import { useText } from './text.ts';

type Quote = Listed<'GET /v1/enquiries/{id}/quotes'>;

interface QuotesProps {
  readonly enquiry: Enquiry;
  readonly own: string;
  readonly etag: string | undefined;
}

const tones: Readonly<Record<Quote['status'], Tone>> = {
  open: 'accent',
  accepted: 'good',
  expired: 'neutral',
  replaced: 'neutral',
  withdrawn: 'neutral',
};

/** The quotes (报价) of an enquiry, the newest first; the one that stands can be accepted or taken back. */
export function Quotes({ enquiry, own, etag }: QuotesProps) {
  const say = useText();
  const quotes = useList('GET /v1/enquiries/{id}/quotes', { path: { id: enquiry.id } } as never);
  const buys = enquiry.parties.buyer.id === own;
  return (
    <Section title={say('quotes')}>
      <Listing of={quotes} empty={<p className="j-muted">{say(buys ? 'quotes.noneBuyer' : 'quotes.noneSupplier')}</p>}>
        {(items) => (
          <ol className="m-list">
            {[...items]
              .sort((a, b) => b.madeAt.localeCompare(a.madeAt))
              .map((quote) => (
                <li key={quote.id} className="m-card">
                  <QuoteTerms quote={quote} />
                  {quote.status === 'open' &&
                    enquiry.status === 'open' &&
                    (buys ? (
                      <Accept enquiry={enquiry} quote={quote} own={own} etag={etag} />
                    ) : (
                      <Withdraw enquiry={enquiry.id} quote={quote.id} />
                    ))}
                </li>
              ))}
          </ol>
        )}
      </Listing>
    </Section>
  );
}

function QuoteTerms({ quote }: { readonly quote: Quote }) {
  const say = useText();
  const { unitPrice, per, freight, taxIncluded, taxRate, deliverTo, deliverBy, paymentDays, remark } = quote;
  return (
    <>
      <div className="m-card-head">
        <div>
          <Tag tone={tones[quote.status]}>{say(`quote.${quote.status}`)}</Tag>{' '}
          <span className="j-small">
            <Moment at={quote.madeAt} />
          </span>
          <p>
            <PostGoods of={quote} /> · <Amounted value={quote.quantity} />
          </p>
        </div>
        <p className="m-score">
          <Amount value={quote.total} exact /> <small>{say('quote.total')}</small>
        </p>
      </div>
      <Facts
        items={[
          [
            say('quote.unitPrice'),
            <span key="price">
              <UnitPrice value={unitPrice} per={per} />
              <span className="m-sub">
                {say(taxIncluded ? 'price.taxed' : 'price.untaxed', { rate: percent(taxRate) })}
              </span>
            </span>,
          ],
          [say('quote.freight'), freight && <UnitPrice value={freight} per={per} />],
          [say('quote.delivered'), say('quote.yuan', { amount: grouped(quote.deliveredPrice) })],
          [
            say('quote.deliverTo'),
            <span key="to">
              <Address of={deliverTo} />
            </span>,
          ],
          [say('quote.deliverBy'), <Day key="by" at={deliverBy} />],
          [say('quote.payment'), say('quote.days', { days: paymentDays })],
          [
            say('quote.validUntil'),
            <span key="until">
              <Deadline at={quote.validUntil} counts={quote.status === 'open'} />
            </span>,
          ],
          [say('quote.remark'), remark],
        ]}
      />
    </>
  );
}

interface AcceptProps extends QuotesProps {
  readonly quote: Quote;
}

/** Accepting makes an order: it is asked twice, with the sum in words. */
function Accept({ enquiry, quote, own }: AcceptProps) {
  const say = useText();
  const [sure, setSure] = useState(false);
  const [closePost, setClosePost] = useState(false);
  const accept = useWrite('POST /v1/enquiries/{id}/quotes/{quote}/acceptance');
  if (!sure) {
    return (
      <p className="j-actions">
        <button type="button" className="j-button j-button-primary" onClick={() => setSure(true)}>
          {say('accept')}
        </button>
      </p>
    );
  }
  const send = () =>
    accept.mutate({ path: { id: enquiry.id, quote: quote.id }, body: closePost ? { closePost: true } : {} });
  return (
    <Notice tone="accent" title={say('accept.sure')}>
      <p>
        <Amount value={quote.total} exact words />
      </p>
      <p>{say('accept.about')}</p>
      {enquiry.poster === own && <Check label={say('accept.closePost')} checked={closePost} onChange={setClosePost} />}
      <ProblemAlert error={accept.error} />
      <p className="j-actions">
        <button type="button" className="j-button j-button-primary" disabled={accept.isPending} onClick={send}>
          {say('accept.confirm')}
        </button>
        <button type="button" className="j-button" onClick={() => setSure(false)}>
          {say('cancel')}
        </button>
      </p>
    </Notice>
  );
}

function Withdraw({ enquiry, quote }: { readonly enquiry: string; readonly quote: string }) {
  const say = useText();
  const withdraw = useWrite('POST /v1/enquiries/{id}/quotes/{quote}/withdrawal');
  return (
    <>
      <ProblemAlert error={withdraw.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button"
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate({ path: { id: enquiry, quote } })}
        >
          {say('quote.withdraw')}
        </button>
      </p>
    </>
  );
}
