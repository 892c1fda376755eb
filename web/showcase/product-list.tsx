import { TextField } from '../kit/fields.tsx';
import { ProductSearch } from './product-search.tsx';
import { useText } from './text.ts';
import type { TypedProduct } from './typed.ts';

interface ProductListProps {
  readonly products: readonly TypedProduct[];
  readonly onChange: (products: readonly TypedProduct[]) => void;
}

/** The products that are shown, in their order, each with its words and its minute. */
export function ProductList({ products, onChange }: ProductListProps) {
  const say = useText();
  const put = (at: number, changes: Partial<TypedProduct>) =>
    onChange(products.map((each, place) => (place === at ? { ...each, ...changes } : each)));
  const earlier = (at: number) => {
    const next = [...products];
    const [moved] = next.splice(at, 1);
    if (moved !== undefined) next.splice(at - 1, 0, moved);
    onChange(next);
  };
  return (
    <>
      {products.length > 0 && (
        <ol className="s-products">
          {products.map(({ product, title, supplier, remark, after }, at) => (
            <li key={product}>
              <p>
                <strong>{title}</strong> <span className="j-small">{supplier}</span>
              </p>
              <div className="s-product">
                <TextField
                  label={say('after')}
                  pointer={`/products/${at}/afterMinutes`}
                  figure
                  maxLength={4}
                  value={after}
                  onChange={(value) => put(at, { after: value })}
                />
                <TextField
                  label={say('remark')}
                  pointer={`/products/${at}/remark`}
                  maxLength={60}
                  value={remark}
                  onChange={(value) => put(at, { remark: value })}
                />
                <span className="j-actions">
                  <button
                    type="button"
                    className="j-button"
                    disabled={at === 0}
                    aria-label={say('earlierNamed', { title })}
                    onClick={() => earlier(at)}
                  >
                    {say('earlier')}
                  </button>
                  <button
                    type="button"
                    className="j-button"
                    aria-label={say('removeNamed', { title })}
                    onClick={() => onChange(products.filter((_, place) => place !== at))}
                  >
                    {say('remove')}
                  </button>
                </span>
              </div>
            </li>
          ))}
        </ol>
      )}
      <ProductSearch
        chosen={products.map(({ product }) => product)}
        onPick={(picked) => onChange([...products, { ...picked, remark: '', after: '' }])}
      />
    </>
  );
}
