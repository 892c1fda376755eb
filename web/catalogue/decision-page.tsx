import { Link, useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { Facts, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { Amounted, useCategoryName } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { AdmissionFacts, Decisions } from './admission-section.tsx';
import './catalogue.css';
import { Certificates } from './certificates.tsx';
import { Checklist } from './checklist.tsx';
import { Deciding } from './deciding.tsx';
import { type Product, useAttributeFacts } from './goods.ts';
import { AdmissionTag } from './status.tsx';
import { useText } from './text.ts';

/** One application or appeal: the goods, what was found for each criterion, and the decision (审核). */
export function Page() {
  const { waiting: id = '' } = useParams();
  const product = useRead('GET /v1/products/{id}', { path: { id } });
  return <Reading of={product}>{(it) => <Whole product={it} />}</Reading>;
}

function Whole({ product }: { readonly product: Product }) {
  const say = useText();
  const { id, title, category, supplier } = product;
  const session = useSession();
  const admission = useRead('GET /v1/products/{id}/admission', { path: { id } });
  const criteria = useRead('GET /v1/catalogue/categories/{code}/criteria', { path: { code: category } });
  const isOperator = session.status === 'user' && session.roles.includes('operator');
  return (
    <PageFrame
      kicker={
        <>
          <Link to="/admissions">{say('waiting')}</Link> · {supplier.name}
        </>
      }
      title={title}
    >
      <Listed product={product} />
      <Certificates category={category} certificates={product.certificates ?? []} />
      <Section title={say('admission')} more={admission.data && <AdmissionTag status={admission.data.status} />}>
        <Reading of={admission}>
          {(it) => (
            <Reading of={criteria}>
              {(of) => (
                <>
                  <AdmissionFacts admission={it} />
                  <Decisions admission={it} criteria={of} />
                  <Checklist criteria={of} checklist={it.checklist} />
                  {isOperator && (it.status === 'pending' || it.status === 'appealed') && (
                    <Deciding product={id} admission={it} criteria={of} />
                  )}
                </>
              )}
            </Reading>
          )}
        </Reading>
      </Section>
    </PageFrame>
  );
}

function Listed({ product }: { readonly product: Product }) {
  const say = useText();
  const nameOf = useCategoryName();
  const { id, category, attributes, producer, capacityPerMonth, leadTimeDays } = product;
  const facts = useAttributeFacts(category, attributes);
  return (
    <Section title={say('goods')} more={<Link to={`/products/${id}`}>{say('own.public')}</Link>}>
      <Facts
        items={[
          [say('filter.category'), nameOf(category)],
          ...facts,
          [say('producer'), producer],
          [say('capacity'), capacityPerMonth && <Amounted value={capacityPerMonth} />],
          [say('leadTime'), leadTimeDays === undefined ? undefined : say('days', { count: leadTimeDays })],
        ]}
      />
    </Section>
  );
}
