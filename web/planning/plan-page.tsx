import { useParams } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Facts, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { grouped, plain } from '../kit/format.ts';
import { Amount, Moment, useCategoryName } from '../kit/values.tsx';
import { PlanPart } from './plan-part.tsx';
import './planning.css';
import { useText } from './text.ts';

type Plan = Answer<'GET /v1/plans/{id}'>;

/** What of a plan is one's own (调配方案): it binds nobody. */
export function Page() {
  const { plan: id = '' } = useParams();
  const first = useRead('GET /v1/plans/{id}', { path: { id } });
  const waits = first.data?.status === 'making';
  const plan = useRead('GET /v1/plans/{id}', { path: { id } }, waits ? { every: 1500 } : {});
  return <Reading of={plan}>{(it) => <Whole plan={it} />}</Reading>;
}

function Whole({ plan }: { readonly plan: Plan }) {
  const say = useText();
  const nameOf = useCategoryName();
  const { category, own, status, madeAt, stale, demands, offers, leftOut = [] } = plan;
  return (
    <PageFrame
      title={say('plan.of', { category: nameOf(category) })}
      kicker={say(own ? 'plan.own' : 'plan.category')}
      actions={<ButtonLink to={own ? '/plans' : `/plans?category=${category}`}>{say('plans')}</ButtonLink>}
    >
      {status === 'making' && <Notice>{say('plan.making')}</Notice>}
      {status === 'failed' && <Notice tone="bad">{say('plan.failed')}</Notice>}
      {stale && <Notice tone="warn">{say('plan.stale')}</Notice>}
      {status === 'made' && (
        <>
          <Sums plan={plan} madeAt={madeAt} />
          {demands.length + offers.length === 0 && (
            <Section title={say('plan.mine')}>
              <Empty title={say('plan.nothing')}>{say('plan.nothingDetail')}</Empty>
            </Section>
          )}
          <PlanPart demands={demands} offers={offers} leftOut={leftOut} category={category} />
        </>
      )}
    </PageFrame>
  );
}

function Sums({ plan, madeAt }: { readonly plan: Plan; readonly madeAt: string | undefined }) {
  const say = useText();
  const { totals, posts, cut, solved } = plan;
  const tonnes = (value: string | undefined) => value && say('tonnes', { value: grouped(plain(value)) });
  return (
    <Section title={say('plan.sums')}>
      <Facts
        items={[
          [say('plan.madeAt'), <Moment key="made" at={madeAt} />],
          [say('plan.posts'), posts === undefined ? undefined : say(cut ? 'plan.cut' : 'plan.count', { count: posts })],
          [say('plan.solved'), solved && say(`plan.${solved}`)],
          [say('plan.buyers'), totals && String(totals.buyers)],
          [say('plan.suppliers'), totals && String(totals.suppliers)],
          [say('plan.asked'), tonnes(totals?.askedTonnes)],
          [say('plan.covered'), tonnes(totals?.coveredTonnes)],
          [say('plan.amount'), totals && <Amount key="amount" value={totals.amount} exact />],
          [say('plan.byHand'), totals && <Amount key="hand" value={totals.byHand.amount} exact />],
        ]}
      />
      <p className="j-small">{say(totals === undefined ? 'plan.hidden' : 'plan.about')}</p>
    </Section>
  );
}
