import { Link } from 'react-router';
import { type Listed, useRead } from '../api/queries.ts';
import { Empty, Reading, Section, Tag } from '../kit/blocks.tsx';
import { useSubjectWords } from '../kit/subject.ts';
import { Amounted, Division } from '../kit/values.tsx';
import { useText } from './text.ts';

type Item = Listed<'GET /v1/posts'>;
type Post = Extract<Item, { readonly poster: unknown }>;

const isPost = (item: Item): item is Post => 'poster' in item;

/** What was posted last on the market (最新供需). */
export function FreshPosts() {
  const say = useText();
  const posts = useRead('GET /v1/posts', { query: { limit: 8 } }, { every: 60_000 });
  return (
    <Section title={say('posts')} more={<Link to="/market">{say('posts.all')}</Link>}>
      <Reading of={posts}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('posts.none')}>{say('posts.noneDetail')}</Empty>
          ) : (
            <ul className="p-rows">
              {items.filter(isPost).map((post) => (
                <FreshPost key={post.id} post={post} />
              ))}
            </ul>
          )
        }
      </Reading>
    </Section>
  );
}

function FreshPost({ post: { id, kind, category, process = '', quantity, poster, place } }: { readonly post: Post }) {
  const say = useText();
  const nameOf = useSubjectWords();
  return (
    <li>
      <span>
        <Tag tone={kind === 'demand' ? 'warn' : 'accent'}>{say(`post.${kind}`)}</Tag>{' '}
        <Link to={`/market/posts/${id}`}>{nameOf(category ?? process)}</Link>{' '}
        {quantity !== undefined && <Amounted value={quantity} />}
      </span>
      <span className="j-small">
        {poster.name} · <Division code={place.division} />
      </span>
    </li>
  );
}
