import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert } from '../kit/blocks.tsx';
import type { Evaluation } from './evaluated-lots.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

/** Publishes the candidates; bids that tie exactly are ordered first, with the reason (公示中标候选人). */
export function Publishing({ tender, evaluation }: { readonly tender: Tender; readonly evaluation: Evaluation }) {
  const say = useText();
  const tied = evaluation.lots.flatMap(({ lot, ties }) => ties.map((suppliers) => ({ lot, suppliers })));
  const [orders, setOrders] = useState<Readonly<Record<string, readonly string[]>>>({});
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const write = useWrite('POST /v1/tenders/{id}/candidates');
  const nameOf = (supplier: string) =>
    evaluation.lots.flatMap(({ bids }) => bids).find((each) => each.supplier === supplier)?.name ?? '';
  const ties = tied.map(({ lot, suppliers }) => {
    const key = lot + suppliers.join();
    return { key, lot, order: orders[key] ?? suppliers, reason: reasons[key] ?? '' };
  });
  const up = (key: string, order: readonly string[], at: number) => {
    const next = [...order];
    next.splice(at - 1, 2, order[at] ?? '', order[at - 1] ?? '');
    setOrders({ ...orders, [key]: next });
  };
  return (
    <div className="j-stack">
      {ties.map(({ key, lot, order, reason }) => (
        <fieldset key={key} className="p-group">
          <legend>{say('tie', { lot: tender.lots.find(({ id }) => id === lot)?.title ?? '' })}</legend>
          <ol>
            {order.map((supplier, at) => (
              <li key={supplier}>
                {nameOf(supplier)}{' '}
                {at > 0 && (
                  <button
                    type="button"
                    className="j-button"
                    aria-label={say('tie.upOf', { name: nameOf(supplier) })}
                    onClick={() => up(key, order, at)}
                  >
                    {say('tie.up')}
                  </button>
                )}
              </li>
            ))}
          </ol>
          <label className="j-field j-wide">
            {say('tie.reason')}
            <input
              className="j-input"
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReasons({ ...reasons, [key]: target.value })}
            />
          </label>
        </fieldset>
      ))}
      <Notice>
        {say(tender.regime === 'government-procurement' ? 'publish.resultDetail' : 'publish.candidatesDetail')}
      </Notice>
      <ProblemAlert error={write.error} />
      <p>
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={write.isPending || ties.some(({ reason }) => reason.trim() === '')}
          onClick={() =>
            write.mutate({ path: { id: tender.id }, body: { ties: ties.map(({ key: _, ...tie }) => tie) } })
          }
        >
          {say(tender.regime === 'government-procurement' ? 'publish.result' : 'publish.candidates')}
        </button>
      </p>
    </div>
  );
}
