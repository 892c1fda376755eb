import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { ApiForm } from '../kit/antd/api-form.tsx';
import { Reading } from '../kit/blocks.tsx';
import type { Category, Product } from './goods.ts';
import { bodyOf, changesOf, type Values, valuesOf } from './product-body.ts';
import { ProductFields } from './product-fields.tsx';
import { useText } from './text.ts';

type FormProps =
  | { readonly product: Product; readonly ifMatch: string | undefined }
  | { readonly category: string; onDone(id: string): unknown };

/** A listing by the schema of its category: a new one, or one that is amended. */
export function ProductForm(props: FormProps) {
  const code = 'product' in props ? props.product.category : props.category;
  const category = useRead('GET /v1/catalogue/categories/{code}', { path: { code } });
  return (
    <Reading of={category}>
      {(it) =>
        'product' in props ? <Amend {...props} category={it} /> : <Draft category={it} onDone={props.onDone} />
      }
    </Reading>
  );
}

function Draft({ category, onDone }: { readonly category: Category; onDone(id: string): unknown }) {
  const say = useText();
  const { code, attributes, tradingUnits, weighingBases } = category;
  const initial = {
    price: {
      per: tradingUnits[0],
      taxIncluded: 'true',
      taxRate: '0.13',
      deliveryBasis: 'ex-works',
      ...(weighingBases[0] === undefined ? {} : { weighingBasis: weighingBases[0] }),
    },
  } as Partial<Values>;
  return (
    <ApiForm<'POST /v1/products', Values>
      operation="POST /v1/products"
      asked={(values) => ({ body: bodyOf(values, code, attributes) })}
      initial={initial}
      draft={`product-${code}`}
      submit={say('own.draft')}
      onDone={({ id }: Answer<'POST /v1/products'>) => onDone(id)}
    >
      <ProductFields category={category} />
    </ApiForm>
  );
}

interface AmendProps {
  readonly product: Product;
  readonly ifMatch: string | undefined;
  readonly category: Category;
}

function Amend({ product, ifMatch, category }: AmendProps) {
  const say = useText();
  return (
    <ApiForm<'PATCH /v1/products/{id}', Values>
      operation="PATCH /v1/products/{id}"
      asked={(values) => ({ path: { id: product.id }, body: changesOf(values, category.attributes, product) })}
      initial={valuesOf(product)}
      ifMatch={ifMatch?.startsWith('W/') ? undefined : ifMatch}
      submit={say('own.save')}
    >
      <ProductFields category={category} />
    </ApiForm>
  );
}
