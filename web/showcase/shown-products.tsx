import { Link } from 'react-router';
import { call } from '../api/client.ts';
import { type Column, Table, Tag } from '../kit/blocks.tsx';
import { clockText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import type { Session } from './session.tsx';
import { useText } from './text.ts';

type Shown = Session['products'][number];

/** What is shown, in the order of the session; whoever goes to look at a product is counted as a view of it. */
export function ShownProducts({ session: { id, status, products } }: { readonly session: Session }) {
  const say = useText();
  const language = useLanguage();
  const seen = (product: string) => () => {
    const path = { id, product };
    // A view that was not counted keeps nobody from looking.
    call('POST /v1/live-sessions/{id}/products/{product}/views', { path, body: { visitor: visitor() } }).catch(
      () => undefined,
    );
  };
  const columns: readonly Column<Shown>[] = [
    {
      title: say('product'),
      of: ({ product, title, agreed, available, categoryName, category }) => (
        <>
          <Link to={`/products/${product}`} onClick={seen(product)}>
            {title}
          </Link>
          <span className="s-sub">
            {categoryName?.[language] ?? category} {!available && <Tag tone="warn">{say('product.gone')}</Tag>}{' '}
            {agreed === false && <Tag tone="warn">{say('product.unagreed')}</Tag>}
          </span>
        </>
      ),
    },
    { title: say('supplier'), of: ({ supplier }) => supplier.name },
    { title: say('showsAt'), figure: true, of: ({ showsAt }) => (showsAt === undefined ? '—' : clockText(showsAt)) },
    { title: say('remark'), of: ({ remark }) => remark ?? '—' },
    {
      title: say('step'),
      of: ({ product, available }) =>
        available && status !== 'draft' ? (
          <Link to={`/market/products/${product}?via=${id}`} onClick={seen(product)}>
            {say('enquire')}
          </Link>
        ) : (
          '—'
        ),
    },
  ];
  return <Table caption={say('products')} columns={columns} items={products} keyOf={({ product }) => product} />;
}

const kept = 'jicai.visitor';
/** Tells this tab's visitor from others of the same network, and says nothing of who it is. */
function visitor(): string {
  const known = sessionStorage.getItem(kept) ?? crypto.randomUUID();
  sessionStorage.setItem(kept, known);
  return known;
}
