import { type Listed, useList } from '../api/queries.ts';
import { ButtonLink, Empty, Listing, Tag } from '../kit/blocks.tsx';
import { Check } from '../kit/fields.tsx';
import { Spec } from '../kit/goods.tsx';
import { useSubjectWords } from '../kit/subject.ts';
import { Amounted } from '../kit/values.tsx';
import type { Registering } from './registering.ts';
import { useText } from './text.ts';

type Item = Listed<'GET /v1/posts'>;
type Post = Extract<Item, { readonly poster: unknown }>;

interface BroughtProps {
  readonly firm: string;
  readonly typed: Pick<Registering, 'posts' | 'products'>;
  readonly onChange: (changes: Partial<Pick<Registering, 'posts' | 'products'>>) => void;
}

/** The open posts and products of its own that a firm brings along: from the posts' matches meetings are proposed. */
export function Brought({ firm, typed: { posts: chosen, products: shown }, onChange }: BroughtProps) {
  const say = useText();
  const posts = useList('GET /v1/posts', { query: { poster: firm, status: 'open', limit: 50 } });
  const products = useList('GET /v1/products', { query: { supplier: firm, limit: 50 } });
  const toggled = (list: readonly string[], id: string, on: boolean) =>
    on ? [...list, id] : list.filter((each) => each !== id);
  return (
    <>
      <Listing
        of={posts}
        empty={
          <Empty title={say('posts.none')}>
            <p>{say('posts.noneDetail')}</p>
            <ButtonLink to="/market/new">{say('posts.publish')}</ButtonLink>
          </Empty>
        }
      >
        {(items) => (
          <ul className="e-checks">
            {items.filter(isPost).map((post) => (
              <li key={post.id}>
                <Check
                  label={<PostWords post={post} />}
                  checked={chosen.includes(post.id)}
                  onChange={(on) => onChange({ posts: toggled(chosen, post.id, on) })}
                />
              </li>
            ))}
          </ul>
        )}
      </Listing>
      {(products.data ?? []).length > 0 && (
        <details className="j-fold">
          <summary>{say('products', { count: shown.length })}</summary>
          <Listing of={products} empty={null}>
            {(items) => (
              <ul className="e-checks">
                {items.map(({ id, title }) => (
                  <li key={id}>
                    <Check
                      label={title}
                      checked={shown.includes(id)}
                      onChange={(on) => onChange({ products: toggled(shown, id, on) })}
                    />
                  </li>
                ))}
              </ul>
            )}
          </Listing>
        </details>
      )}
    </>
  );
}

const isPost = (item: Item): item is Post => 'poster' in item;

function PostWords({ post: { kind, category, process = '', attributes, quantity } }: { readonly post: Post }) {
  const say = useText();
  const nameOf = useSubjectWords();
  return (
    <>
      <Tag tone={kind === 'demand' ? 'warn' : 'accent'}>{say(`kind.${kind}`)}</Tag> {nameOf(category ?? process)}{' '}
      {category !== undefined && <Spec category={category} attributes={attributes} />}{' '}
      {quantity !== undefined && <Amounted value={quantity} />}
    </>
  );
}
