import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { TextForm } from '../kit/text-form.tsx';
import type { Bid, Tender } from './model.ts';
import { useText } from './text.ts';

type Kind = Body<'PUT /v1/tenders/{id}/bids/{bidder}/prices'>['kind'];

/** Whether a low price is reasonable, or a corrected one is taken, with the reason (价格认定). */
export function PriceForm({ tender: { id, lots }, bid }: { readonly tender: Tender; readonly bid: Bid }) {
  const say = useText();
  const offered = lots.filter((lot) => bid.lots?.some(({ lotId }) => lotId === lot.id));
  const [lot, setLot] = useState(offered[0]?.id ?? '');
  const [kind, setKind] = useState<Kind>('low-price');
  const [accepted, setAccepted] = useState(true);
  const write = useWrite('PUT /v1/tenders/{id}/bids/{bidder}/prices');
  return (
    <details className="j-fold">
      <summary>{say('price')}</summary>
      <TextForm
        draft={`price-${id}-${bid.supplier}`}
        label={say('price.reason')}
        submit={say('price.send')}
        max={1000}
        pending={write.isPending}
        error={write.error}
        send={(reason) =>
          write.mutateAsync({ path: { id, bidder: bid.supplier }, body: { lot, kind, accepted, reason } })
        }
      >
        <div className="j-fields">
          <label className="j-field">
            {say('lot')}
            <select className="j-input" value={lot} onChange={({ target }) => setLot(target.value)}>
              {offered.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.title}
                </option>
              ))}
            </select>
          </label>
          <label className="j-field">
            {say('ask.kind')}
            <select className="j-input" value={kind} onChange={({ target }) => setKind(target.value as Kind)}>
              <option value="low-price">{say('kind.low-price')}</option>
              <option value="correction">{say('kind.correction')}</option>
            </select>
          </label>
          <label className="j-field">
            {say('price.finding')}
            <select
              className="j-input"
              value={String(accepted)}
              onChange={({ target }) => setAccepted(target.value === 'true')}
            >
              <option value="true">{say('price.accepted')}</option>
              <option value="false">{say('price.refused')}</option>
            </select>
          </label>
        </div>
      </TextForm>
    </details>
  );
}
