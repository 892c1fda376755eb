import { Link } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { type Listed, useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { Spec } from '../kit/goods.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { VirtualTable, type WideColumn } from '../kit/virtual-table.tsx';
import { useBasisText } from './prices.tsx';
import { useText } from './text.ts';

type Item = Listed<'GET /v1/products'>;

/** A price that was typed and not sent yet. */
interface Typed {
  readonly amount?: string;
  readonly validTo?: string;
}
type Sheet = Readonly<Record<string, Typed>>;

/** As many as the API takes at once. */
const most = 500;

/** Prices of many products at once (批量调价): typed into the table, sent together, kept in this browser until then. */
export function PriceSheet({ items }: { readonly items: readonly Item[] }) {
  const say = useText();
  const sayKit = useKitText();
  const [sheet, setSheet, forget] = useDraft<Sheet>('price-sheet', {});
  const update = useWrite('POST /v1/products/prices', { onDone: forget });
  const updates = items.flatMap((item) => changeOf(item, sheet[item.id]));
  const type = (id: string, typed: Typed) => setSheet({ ...sheet, [id]: { ...sheet[id], ...typed } });
  const columns = useColumns(sheet, type);
  return (
    <>
      <VirtualTable caption={say('own')} columns={columns} items={items} keyOf={({ id }) => id} />
      <RefusedRows error={update.error} titles={updates.map(({ product }) => titleOf(items, product))} />
      {update.data && updates.length === 0 && (
        <Notice tone={update.data.refused > 0 ? 'warn' : 'good'}>
          <p>
            {say('prices.done', {
              changed: update.data.changed,
              unchanged: update.data.unchanged,
              refused: update.data.refused,
            })}
          </p>
          <ul>
            {update.data.items
              .filter(({ outcome }) => outcome === 'refused')
              .map(({ product }) => (
                <li key={product}>{titleOf(items, product)}</li>
              ))}
          </ul>
        </Notice>
      )}
      <p className="j-actions" aria-live="polite">
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={updates.length === 0 || updates.length > most || update.isPending}
          onClick={() => update.mutate({ body: { updates } })}
        >
          {say('prices.send', { count: updates.length })}
        </button>
        {updates.length > 0 && (
          <button type="button" className="j-button" onClick={forget}>
            {sayKit('cancel')}
          </button>
        )}
        <span className="j-small">{say(updates.length > most ? 'prices.tooMany' : 'prices.note', { most })}</span>
      </p>
    </>
  );
}

const titleOf = (items: readonly Item[], id: string): string => items.find((each) => each.id === id)?.title ?? id;

/** What of a row was changed. */
function changeOf({ id, price }: Item, typed: Typed = {}) {
  const amount = typed.amount === undefined || typed.amount === price.unitPrice.amount ? undefined : typed.amount;
  const validTo = typed.validTo === undefined || typed.validTo === price.validTo ? undefined : typed.validTo;
  if (amount === undefined && validTo === undefined) return [];
  const changes = {
    ...(amount === undefined ? {} : { unitPrice: { amount, currency: 'CNY' as const } }),
    ...(validTo === undefined ? {} : { validTo }),
  };
  return [{ product: id, price: changes }];
}

/** Each refusal by the product that it is about. */
function RefusedRows({ error, titles }: { readonly error: Error | null; readonly titles: readonly string[] }) {
  const say = useText();
  if (!(error instanceof ApiProblem)) return <ProblemAlert error={error} />;
  const rows = (error.problem.errors ?? []).flatMap(({ pointer, message }) => {
    const at = /^\/updates\/(\d+)/.exec(pointer)?.[1];
    return at === undefined ? [] : [{ title: titles[Number(at)] ?? '', message }];
  });
  if (rows.length === 0) return <ProblemAlert error={error} />;
  return (
    <Notice tone="bad" title={say('prices.refused')}>
      <ul>
        {rows.map(({ title, message }) => (
          <li key={title + message}>
            {title}
            {say('colon')}
            {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function useColumns(sheet: Sheet, type: (id: string, typed: Typed) => void): readonly WideColumn<Item>[] {
  const say = useText();
  const sayKit = useKitText();
  const basisText = useBasisText();
  return [
    { title: say('product'), width: 17, of: ({ id, title }) => <Link to={`/supply/products/${id}`}>{title}</Link> },
    {
      title: say('spec'),
      width: 12,
      of: ({ category, attributes }) => <Spec category={category} attributes={attributes} />,
    },
    {
      title: say('price'),
      width: 9,
      of: ({ id, title, price }) => (
        <input
          className="j-input c-cell"
          aria-label={`${say('price')} ${title}`}
          inputMode="decimal"
          value={sheet[id]?.amount ?? price.unitPrice.amount}
          onChange={({ target }) => type(id, { amount: target.value })}
        />
      ),
    },
    { title: say('per'), width: 6, of: ({ price }) => sayKit(`unit.${price.per}`) },
    { title: say('filter.deliveryBasis'), width: 13, of: ({ price }) => basisText(price) },
    {
      title: say('validTo'),
      width: 11,
      of: ({ id, title, price }) => (
        <input
          className="j-input c-cell"
          type="date"
          aria-label={`${say('validTo')} ${title}`}
          value={sheet[id]?.validTo ?? price.validTo}
          onChange={({ target }) => type(id, { validTo: target.value })}
        />
      ),
    },
  ];
}
