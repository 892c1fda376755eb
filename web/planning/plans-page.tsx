import { Link, useNavigate, useSearchParams } from 'react-router';
import { type Listed, useList, useWrite } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table, Tag } from '../kit/blocks.tsx';
import { FormEnd, PlainForm } from '../kit/fields.tsx';
import { CategoryField } from '../kit/places.tsx';
import { Moment, useCategoryName } from '../kit/values.tsx';
import { OwnDemands } from './own-demands.tsx';
import './planning.css';
import { useText } from './text.ts';

type Row = Listed<'GET /v1/plans'>;

/** Joint plans: who could supply whom with how much (联合调配), of a category or of one's own demands. */
export function Page() {
  const say = useText();
  const nameOf = useCategoryName();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const category = search.get('category') ?? '';
  const plans = useList('GET /v1/plans', { query: { limit: 20, ...(category === '' ? {} : { category }) } });
  const write = useWrite('POST /v1/plans', { onDone: ({ plan }) => navigate(`/plans/${plan}`) });
  const columns: readonly Column<Row>[] = [
    { title: say('plan'), of: ({ id, category: of }) => <Link to={`/plans/${id}`}>{nameOf(of)}</Link> },
    { title: say('plan.scope'), of: ({ own }) => <Tag>{say(own ? 'plan.own' : 'plan.category')}</Tag> },
    { title: say('plan.madeAt'), of: ({ madeAt }) => <Moment at={madeAt} /> },
  ];
  return (
    <PageFrame title={say('plans')}>
      <p className="j-muted">{say('plans.about')}</p>
      <Section title={say('plans.make')}>
        <PlainForm error={write.error} onSubmit={() => write.mutate({ body: { category } })}>
          <div className="j-grid">
            <CategoryField
              label={say('category')}
              pointer="/category"
              none={say('plans.mine')}
              value={category}
              onChange={(value) => setSearch(value === '' ? {} : { category: value }, { replace: true })}
            />
          </div>
          {category !== '' && <FormEnd submit={say('plans.send')} disabled={write.isPending} />}
        </PlainForm>
        {category === '' && <OwnDemands />}
      </Section>
      <Section title={say('plans.made')}>
        <Listing of={plans} empty={<Empty title={say('plans.none')}>{say('plans.noneDetail')}</Empty>}>
          {(items) => <Table caption={say('plans.made')} columns={columns} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
