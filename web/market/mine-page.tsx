import { Link, useSearchParams } from 'react-router';
import { useList } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { Amounted, Day } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { isPost, type Post, PostGoods } from './goods.tsx';
import './market.css';
import { KindTag, PostPrice } from './terms.tsx';
import { useText } from './text.ts';

const statuses = ['open', 'closed'] as const;

/** One's own posts (我的供需): those that stand, with the way to what matches them, and those that are over. */
export function Page() {
  const say = useText();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const status = search.get('status') === 'closed' ? 'closed' : 'open';
  const poster = session.status === 'user' ? (session.organisation?.organisation ?? '') : '';
  const posts = useList('GET /v1/posts', { query: { poster, status, limit: 30 } });
  const columns = useColumns(status === 'open');
  return (
    <PageFrame
      title={say('mine')}
      actions={
        <ButtonLink to="/market/new" primary>
          {say('publish')}
        </ButtonLink>
      }
    >
      <Section title={say(`mine.${status}`)}>
        <Tabs
          legend={say('mine')}
          tabs={statuses.map((each) => [each, say(`mine.${each}`)] as const)}
          chosen={status}
          onPick={(each) => setSearch(each === 'open' ? {} : { status: each }, { replace: true })}
        />
        <Listing
          of={posts}
          empty={
            <Empty title={say('mine.none')}>
              <p>{say('mine.noneDetail')}</p>
            </Empty>
          }
        >
          {(items) => (
            <Table caption={say('mine')} columns={columns} items={items.filter(isPost)} keyOf={({ id }) => id} />
          )}
        </Listing>
      </Section>
    </PageFrame>
  );
}

function useColumns(open: boolean): readonly Column<Post>[] {
  const say = useText();
  return [
    {
      title: say('column.post'),
      of: (post) => (
        <>
          <KindTag of={post} />{' '}
          <Link to={`/market/posts/${post.id}`}>
            <PostGoods of={post} />
          </Link>
        </>
      ),
    },
    {
      title: say('column.quantity'),
      figure: true,
      of: ({ quantity }) =>
        quantity === undefined ? (
          <span className="j-muted">{say('quantity.none')}</span>
        ) : (
          <Amounted value={quantity} />
        ),
    },
    { title: say('column.price'), figure: true, of: ({ price }) => <PostPrice value={price} /> },
    { title: say('expires'), of: ({ expiresAt }) => <Day at={expiresAt} /> },
    ...(open
      ? [
          {
            title: say('matches'),
            of: ({ id }: Post) => <Link to={`/market/posts/${id}/matches`}>{say('matches.see')}</Link>,
          },
        ]
      : []),
  ];
}
