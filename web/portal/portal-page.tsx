import { Link } from 'react-router';
import { type Listed, useRead } from '../api/queries.ts';
import { Empty, PageFrame, Reading, Section, Tag } from '../kit/blocks.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { Countdown, Moment, useCategoryName } from '../kit/values.tsx';
import { Coming } from './coming.tsx';
import { FreshPosts } from './fresh-posts.tsx';
import './portal.css';
import { useText } from './text.ts';

type Summary = Listed<'GET /v1/tenders'>;

/** The first page (门户): what can be bid for, what came of what was, and what is offered and wanted. */
export function Page() {
  const say = useText();
  return (
    <PageFrame title={say('title')}>
      <p className="p-lead">{say('lead')}</p>
      <OpenTenders />
      <div className="j-columns">
        <div className="p-column">
          <Results />
          <Coming />
        </div>
        <FreshPosts />
      </div>
      <ul className="p-promises">
        {(['sealed', 'exact', 'checkable'] as const).map((each) => (
          <li key={each}>
            <strong>{say(`promise.${each}`)}</strong>
            <p>{say(`promise.${each}Detail`)}</p>
          </li>
        ))}
      </ul>
    </PageFrame>
  );
}

/** Families stand there too; what they hold says more. */
const isGoods = (category: string): boolean => category.includes('.');

function OpenTenders() {
  const say = useText();
  const tenders = useRead('GET /v1/tenders', { query: { status: 'published', limit: 6 } }, { every: 60_000 });
  return (
    <Section title={say('open')} more={<Link to="/tenders">{say('open.all')}</Link>}>
      <Reading of={tenders}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('open.none')}>{say('open.noneDetail')}</Empty>
          ) : (
            <ul className="p-tenders">
              {items.map((tender) => (
                <OpenTender key={tender.id} tender={tender} />
              ))}
            </ul>
          )
        }
      </Reading>
    </Section>
  );
}

function OpenTender({ tender: { id, title, buyer, deadline, lots, categories } }: { readonly tender: Summary }) {
  const say = useText();
  const nameOf = useCategoryName();
  return (
    <li>
      <div>
        <h3>
          <Link to={`/tenders/${id}`}>{title}</Link>
        </h3>
        <p className="j-muted">
          {buyer.name} · {say('open.lots', { count: lots })}
        </p>
        <p className="p-tags">
          {categories.filter(isGoods).map((code) => (
            <Tag key={code} tone="accent">
              {nameOf(code)}
            </Tag>
          ))}
        </p>
      </div>
      <p className="p-left">
        <span className="j-small">{say('open.left')}</span>
        <Countdown until={deadline} />
        <span className="j-small">
          <Moment at={deadline} />
        </span>
      </p>
    </li>
  );
}

function Results() {
  const say = useText();
  const awarded = useRead('GET /v1/tenders', { query: { status: 'awarded', limit: 3 } });
  const standstill = useRead('GET /v1/tenders', { query: { status: 'standstill', limit: 3 } });
  const opened = useRead('GET /v1/tenders', { query: { status: 'opened', limit: 3 } });
  const items = [opened, standstill, awarded].flatMap(({ data }) => data?.items ?? []);
  return (
    <Section title={say('results')} more={<Link to="/demand">{say('demand')}</Link>}>
      <Reading of={opened}>
        {() =>
          items.length === 0 ? (
            <Empty title={say('results.none')}>{say('results.noneDetail')}</Empty>
          ) : (
            <ul className="p-rows">
              {items.map(({ id, title, buyer, status }) => (
                <li key={id}>
                  <Link to={`/tenders/${id}`}>{title}</Link>
                  <span className="j-small">{buyer.name}</span>
                  <TenderStatus status={status} />
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </Section>
  );
}
