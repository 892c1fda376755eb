import { useDeferredValue, useState } from 'react';
import { useRead } from '../api/queries.ts';
import { ProblemAlert } from '../kit/blocks.tsx';
import { Check, TextField } from '../kit/fields.tsx';
import { useSession } from '../session/session.ts';
import { useText } from './text.ts';

interface ProductSearchProps {
  readonly chosen: readonly string[];
  readonly onPick: (picked: { readonly product: string; readonly title: string; readonly supplier: string }) => void;
}

/** Finds published products to show: the host's own, or by words those of all. */
export function ProductSearch({ chosen, onPick }: ProductSearchProps) {
  const say = useText();
  const session = useSession();
  const own = session.status === 'user' ? (session.organisation?.organisation ?? '') : '';
  const [text, setText] = useState('');
  const [others, setOthers] = useState(false);
  const q = useDeferredValue(text.trim());
  const found = useRead('GET /v1/products', { query: { limit: 12, q, ...(others ? {} : { supplier: own }) } });
  const items = (found.data?.items ?? []).filter(({ id }) => !chosen.includes(id));
  return (
    <div className="s-search">
      <div className="j-grid">
        <TextField label={say('search')} hint={say('search.hint')} value={text} onChange={setText} />
      </div>
      <Check label={say('search.others')} checked={others} onChange={setOthers} />
      <ProblemAlert error={found.error} />
      {found.data !== undefined && items.length === 0 && <p className="j-muted">{say('search.none')}</p>}
      <ul className="s-found">
        {items.map(({ id, title, supplier }) => (
          <li key={id}>
            <span>
              {title} <span className="j-small">{supplier.name}</span>
            </span>
            <button
              type="button"
              className="j-button"
              aria-label={say('addNamed', { title, supplier: supplier.name })}
              onClick={() => onPick({ product: id, title, supplier: supplier.name })}
            >
              {say('add')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
