import { Navigate, useParams, useSearchParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, PageFrame, Reading } from '../kit/blocks.tsx';
import { isPost } from './goods.tsx';
import { useText } from './text.ts';

/** The post that stands for a product of the catalogue, where one asks about it; `?via=` goes along. */
export function Page() {
  const { product = '' } = useParams();
  const [search] = useSearchParams();
  const say = useText();
  const posts = useRead('GET /v1/posts', { query: { product } });
  return (
    <Reading of={posts}>
      {({ items }) => {
        const post = items.find(isPost);
        if (post !== undefined) return <Navigate to={`/market/posts/${post.id}?${search}`} replace />;
        return (
          <PageFrame title={say('ofProduct.none')}>
            <Empty title={say('ofProduct.noneTitle')}>
              <p>{say('ofProduct.noneDetail')}</p>
              <ButtonLink to={`/products/${product}`}>{say('ofProduct.back')}</ButtonLink>
            </Empty>
          </PageFrame>
        );
      }}
    </Reading>
  );
}
