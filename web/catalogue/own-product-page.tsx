import { Link, useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import './catalogue.css';
import { Applying } from './applying.tsx';
import type { Product } from './goods.ts';
import { ProductForm } from './product-form.tsx';
import { StatusTag } from './status.tsx';
import { useText } from './text.ts';

/** A product of one's own firm: publish or withdraw it, apply for its admission, amend it. */
export function Page() {
  const { ownProduct: id = '' } = useParams();
  const product = useRead('GET /v1/products/{id}', { path: { id } });
  return <Reading of={product}>{(it) => <Whole key={it.id} product={it} />}</Reading>;
}

function Whole({ product }: { readonly product: Product }) {
  const say = useText();
  const { id, title, status, category } = product;
  const publish = useWrite('POST /v1/products/{id}/publication');
  const withdraw = useWrite('DELETE /v1/products/{id}/publication');
  const isOut = status === 'published';
  return (
    <PageFrame
      kicker={
        <>
          <Link to="/supply/products">{say('own')}</Link> <StatusTag status={status} />
        </>
      }
      title={title}
      actions={
        <>
          {isOut ? (
            <button
              type="button"
              className="j-button"
              disabled={withdraw.isPending}
              onClick={() => withdraw.mutate({ path: { id } })}
            >
              {say('withdraw')}
            </button>
          ) : (
            <button
              type="button"
              className="j-button j-button-primary"
              disabled={publish.isPending}
              onClick={() => publish.mutate({ path: { id } })}
            >
              {say('publish')}
            </button>
          )}
          <ButtonLink to={`/products/${id}`}>{say('own.public')}</ButtonLink>
        </>
      }
    >
      <ProblemAlert error={publish.error ?? withdraw.error} />
      {!isOut && <Notice tone="warn">{say(`status.${status}Detail`)}</Notice>}
      <Applying product={id} category={category} published={isOut} />
      <Section title={say('own.amend')}>
        <ProductForm product={product} ifMatch={etagOf(product)} />
      </Section>
    </PageFrame>
  );
}
