import { Link } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { type Column, Notice, Section, Table, Tag } from '../kit/blocks.tsx';
import { grouped } from '../kit/format.ts';
import { Goods } from '../kit/goods.tsx';
import { useLanguage } from '../kit/language.ts';
import { Amount, Amounted } from '../kit/values.tsx';
import { useText } from './text.ts';

type Plan = Answer<'GET /v1/plans/{id}'>;
type Line = Plan['offers'][number]['lines'][number];

interface PlanPartProps extends Pick<Plan, 'demands' | 'offers' | 'category'> {
  readonly leftOut: NonNullable<Plan['leftOut']>;
}

/** One's own demands with who would supply them, and one's own offers with whom they would supply. */
export function PlanPart({ demands, offers, leftOut }: PlanPartProps) {
  const say = useText();
  const language = useLanguage();
  return (
    <>
      {demands.map(({ post, asked, covered, missing, matching, stale, lines }) => (
        <Section
          key={post}
          title={say('plan.demand')}
          more={<Link to={`/market/posts/${post}`}>{say('post.see')}</Link>}
        >
          <GoodsOf post={post} />
          <p>
            {say('plan.askedOf')} <Amounted value={asked} /> · {say('plan.coveredOf')} <Amounted value={covered} /> ·{' '}
            {say('plan.missingOf')} <Amounted value={missing} /> · {say('plan.matching', { count: matching })}
          </p>
          <Stale stale={stale} />
          <Lines lines={lines} />
        </Section>
      ))}
      {offers.map(({ post, stale, lines }) => (
        <Section
          key={post}
          title={say('plan.offer')}
          more={<Link to={`/market/posts/${post}`}>{say('post.see')}</Link>}
        >
          <GoodsOf post={post} />
          <Stale stale={stale} />
          <Lines lines={lines} />
        </Section>
      ))}
      {leftOut.length > 0 && (
        <Section title={say('plan.leftOut')}>
          <Table
            caption={say('plan.leftOut')}
            columns={[
              {
                title: say('plan.party'),
                of: ({ post, poster }) => <Link to={`/market/posts/${post}`}>{poster.name}</Link>,
              },
              { title: say('plan.why'), of: ({ why }) => why[language] },
            ]}
            items={leftOut}
            keyOf={({ post, demand }) => `${demand} ${post}`}
          />
        </Section>
      )}
    </>
  );
}

/** Of what a post of the plan is, which the plan itself does not say. */
function GoodsOf({ post: id }: { readonly post: string }) {
  const { data } = useRead('GET /v1/posts/{id}', { path: { id } });
  if (data?.category === undefined) return null;
  return (
    <p>
      <Goods category={data.category} attributes={data.attributes} />
    </p>
  );
}

function Stale({ stale }: { readonly stale: Line['stale'] }) {
  const say = useText();
  return stale === undefined ? null : <Notice tone="warn">{say(`stale.${stale}`)}</Notice>;
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const say = useText();
  const columns: readonly Column<Line>[] = [
    {
      title: say('plan.party'),
      of: ({ post, poster, stale }) => (
        <>
          <Link to={`/market/posts/${post}`}>{poster.name}</Link>{' '}
          {stale !== undefined && <Tag tone="warn">{say(`stale.${stale}`)}</Tag>}
        </>
      ),
    },
    { title: say('quantity'), figure: true, of: ({ quantity }) => <Amounted value={quantity} /> },
    { title: say('plan.trucks'), figure: true, of: ({ trucks }) => trucks },
    { title: say('plan.landed'), figure: true, of: ({ landed }) => grouped(landed.total) },
    { title: say('plan.lineAmount'), figure: true, of: ({ amount }) => <Amount value={amount} exact /> },
  ];
  if (lines.length === 0) return <p className="j-muted">{say('plan.noLines')}</p>;
  return <Table caption={say('plan.lines')} columns={columns} items={lines} keyOf={({ post }) => post} />;
}
