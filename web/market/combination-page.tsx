import { Link, useParams, useSearchParams } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Facts, Notice, PageFrame, Reading, Section, Table } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { grouped } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { Amount, Amounted } from '../kit/values.tsx';
import { PostGoods, useSubjectName } from './goods.tsx';
import './market.css';
import { percent } from './terms.tsx';
import { useText } from './text.ts';

type Combination = Answer<'GET /v1/posts/{id}/combination'>;
type Line = Combination['items'][number];

const limits = Array.from({ length: 10 }, (_, at) => String(at + 1));

/** The set of offers that covers the most of a demand at the least landed cost (组合供应), in whole trucks. */
export function Page() {
  const { ownDemand: id = '' } = useParams();
  const say = useText();
  const nameOf = useSubjectName();
  const [search, setSearch] = useSearchParams();
  const limit = search.get('maxSuppliers') ?? '';
  const post = useRead('GET /v1/posts/{id}', { path: { id } });
  const combination = useRead('GET /v1/posts/{id}/combination', {
    path: { id },
    query: limits.includes(limit) ? { maxSuppliers: Number(limit) } : {},
  });
  return (
    <Reading of={post}>
      {(own) => (
        <PageFrame
          title={say('combination.title', { name: nameOf(own) })}
          actions={<ButtonLink to={`/market/posts/${id}`}>{say('back')}</ButtonLink>}
        >
          <p className="m-lead">
            <PostGoods of={own} />
          </p>
          <form className="j-fields" onSubmit={(event) => event.preventDefault()}>
            <ChoiceField
              label={say('combination.limit')}
              none={say('any')}
              value={limit}
              onChange={(value) => setSearch(value === '' ? {} : { maxSuppliers: value }, { replace: true })}
              choices={limits.map((each) => [each, each])}
            />
          </form>
          <Reading of={combination}>{(it) => <Found it={it} own={id} />}</Reading>
        </PageFrame>
      )}
    </Reading>
  );
}

function Found({ it, own }: { readonly it: Combination; readonly own: string }) {
  const say = useText();
  const columns = useColumns(own);
  const short = !/^0*(\.0*)?$/.test(it.missing.value);
  return (
    <>
      <Section title={say('combination.set', { suppliers: it.suppliers })}>
        {short && (
          <Notice tone="warn" title={say('combination.short')}>
            <p>
              <Amounted value={it.missing} />
            </p>
          </Notice>
        )}
        {it.items.length === 0 ? (
          <Empty title={say('combination.none')}>
            <p>{say('combination.noneDetail')}</p>
          </Empty>
        ) : (
          <Table caption={say('combination')} columns={columns} items={it.items} keyOf={({ post }) => post.id} />
        )}
      </Section>
      <Section title={say('combination.sums')}>
        <Facts
          items={[
            [say('combination.asked'), <Amounted key="asked" value={it.asked} />],
            [say('combination.covered'), <Amounted key="covered" value={it.covered} />],
            [say('combination.amount'), <Amount key="amount" value={it.amount} exact />],
            [say('combination.bound'), <Amount key="bound" value={it.bound} exact />],
            [say('combination.gap'), `${percent(it.gap)}%`],
            [
              say('combination.byHand'),
              <span key="byHand">
                <Amount value={it.byHand.amount} exact /> · <Amounted value={it.byHand.covered} />
              </span>,
            ],
            [say('combination.load'), <Amounted key="load" value={it.load} />],
            [say('combination.matching'), String(it.matching)],
          ]}
        />
        <p className="j-small">{say('combination.about')}</p>
      </Section>
      <LeftOut it={it} />
    </>
  );
}

function LeftOut({ it: { leftOut, leftOutCount } }: { readonly it: Combination }) {
  const say = useText();
  const language = useLanguage();
  if (leftOut.length === 0) return null;
  return (
    <Section title={say('combination.leftOut', { count: leftOutCount })}>
      <Table
        caption={say('combination.leftOut', { count: leftOutCount })}
        columns={[
          {
            title: say('poster'),
            of: ({ post, poster }) => <Link to={`/market/posts/${post}`}>{poster.name}</Link>,
          },
          { title: say('combination.why'), of: ({ why }) => why[language] },
        ]}
        items={leftOut}
        keyOf={({ post }) => post}
      />
    </Section>
  );
}

function useColumns(own: string): readonly Column<Line>[] {
  const say = useText();
  return [
    {
      title: say('poster'),
      of: ({ post }) => (
        <>
          <Link to={`/market/posts/${post.id}?from=${own}`}>{post.poster.name}</Link>
          <span className="m-sub">
            <PostGoods of={post} />
          </span>
        </>
      ),
    },
    { title: say('column.quantity'), figure: true, of: ({ quantity }) => <Amounted value={quantity} /> },
    { title: say('combination.trucks'), figure: true, of: ({ trucks }) => grouped(String(trucks)) },
    { title: say('combination.goods'), figure: true, of: ({ landed }) => grouped(landed.price) },
    {
      title: say('combination.freight'),
      figure: true,
      of: ({ landed }) => (landed.freight === undefined ? say('combination.freightUnknown') : grouped(landed.freight)),
    },
    { title: say('combination.landed'), figure: true, of: ({ landed }) => grouped(landed.total) },
    { title: say('combination.lineAmount'), figure: true, of: ({ amount }) => <Amount value={amount} exact /> },
  ];
}
