import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../api/client.ts';
import { type Listed, useList, useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Listing, Loading, PageFrame, ProblemAlert, Section, Tag } from '../kit/blocks.tsx';
import { Countdown, Moment, useCategoryName } from '../kit/values.tsx';
import { BidState } from './bid-state.tsx';
import { Readiness } from './readiness.tsx';
import { useText } from './text.ts';
import { useAllWork, useBidder, type Work } from './work.ts';
import './bidding.css';

type Summary = Listed<'GET /v1/tenders'>;

/** How many categories of one's products are asked for, those with most products first. */
const most = 12;

/** Open tenders (适合我的招标): first those that ask for what the firm lists, then all others. */
export function Page() {
  const say = useText();
  const { organisation } = useBidder();
  const work = useAllWork();
  const listed = useRead('GET /v1/products', { query: { supplier: organisation, facets: 'true', limit: 1 } });
  const own = (listed.data?.facets?.category ?? []).slice(0, most).map(({ value }) => value);
  const asked = useQueries({
    queries: own.map((category) => {
      const query = { query: { status: 'published', category, limit: 50 } } as const;
      return {
        queryKey: ['GET /v1/tenders', query],
        queryFn: ({ signal }: { signal: AbortSignal }) => call('GET /v1/tenders', query, { signal }),
      };
    }),
  });
  const pending = listed.isPending || asked.some(({ isPending }) => isPending);
  const failed = listed.error ?? asked.find(({ error }) => error !== null)?.error;
  const fitting = ranked(own.flatMap((category, at) => (asked[at]?.data?.items ?? []).map((each) => [category, each])));
  return (
    <PageFrame title={say('fitting')}>
      <Readiness />
      <Section title={say('fitting.mine')}>
        {failed ? (
          <ProblemAlert error={failed} />
        ) : pending ? (
          <Loading />
        ) : fitting.length === 0 ? (
          <Empty title={say(own.length === 0 ? 'fitting.noProducts' : 'fitting.none')}>
            <p>{say(own.length === 0 ? 'fitting.noProductsDetail' : 'fitting.noneDetail')}</p>
          </Empty>
        ) : (
          <Tenders items={fitting} work={work} />
        )}
      </Section>
      <Kept work={work} />
      <Others besides={fitting.map(({ tender }) => tender.id)} work={work} />
    </PageFrame>
  );
}

interface Fitting {
  readonly tender: Summary;
  /** The firm's categories that the tender asks for. */
  readonly by: readonly string[];
}

/** Those that ask for most of what the firm lists first; of equals the one that closes first. */
function ranked(found: readonly (readonly [string, Summary])[]): readonly Fitting[] {
  const all = new Map<string, Fitting>();
  for (const [category, tender] of found) {
    const by = all.get(tender.id)?.by ?? [];
    all.set(tender.id, { tender, by: [...by, category] });
  }
  return [...all.values()].sort(
    (a, b) => b.by.length - a.by.length || Date.parse(a.tender.deadline) - Date.parse(b.tender.deadline),
  );
}

type AllWork = ReturnType<typeof useAllWork>;

function Tenders({ items, work }: { readonly items: readonly Fitting[]; readonly work: AllWork }) {
  const say = useText();
  const nameOf = useCategoryName();
  return (
    <ul className="b-tenders">
      {items.map(({ tender: { id, title, buyer, lots, deadline }, by }) => (
        <li key={id}>
          <div>
            <h3>
              <Link to={`/bidding/${id}`}>{title}</Link>
            </h3>
            <p className="j-small">
              {buyer.name} · {say('lots', { count: lots })}
            </p>
            <p className="b-tags">
              {by.map((category) => (
                <Tag key={category} tone="accent">
                  {nameOf(category)}
                </Tag>
              ))}
              <BidState tender={id} work={workOf(work, id)} />
            </p>
          </div>
          <p className="b-due">
            <Countdown until={deadline} sentence />
            <span className="j-small">
              <Moment at={deadline} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

const workOf = (all: AllWork, tender: string): Work | undefined => all?.find(([id]) => id === tender)?.[1];

function Others({ besides, work }: { readonly besides: readonly string[]; readonly work: AllWork }) {
  const say = useText();
  const tenders = useList('GET /v1/tenders', { query: { status: 'published', limit: 30 } });
  return (
    <Section title={say('fitting.others')}>
      <Listing of={tenders} empty={<Empty title={say('fitting.noOthers')} />}>
        {(items) => {
          const others = items.filter(({ id }) => !besides.includes(id));
          return others.length === 0 ? (
            <p className="j-muted">{say('fitting.noOthers')}</p>
          ) : (
            <Tenders items={others.map((tender) => ({ tender, by: [] }))} work={work} />
          );
        }}
      </Listing>
    </Section>
  );
}

/** Bids that this browser knows of, open or long closed: no list on the platform says who bids. */
function Kept({ work }: { readonly work: AllWork }) {
  const say = useText();
  const begun = (work ?? []).filter(([, { draft, pending, sent }]) => draft ?? pending ?? sent);
  if (begun.length === 0) return null;
  return (
    <Section title={say('fitting.kept')}>
      <p className="j-small">{say('fitting.keptAbout')}</p>
      <ul className="b-list">
        {begun.map(([tender, each]) => (
          <KeptOne key={tender} tender={tender} work={each} />
        ))}
      </ul>
    </Section>
  );
}

function KeptOne({ tender, work }: { readonly tender: string; readonly work: Work }) {
  const say = useText();
  const { data } = useRead('GET /v1/tenders/{id}', { path: { id: tender } });
  return (
    <li>
      <span>
        {data?.title ?? <code>{tender}</code>} <BidState tender={tender} work={work} />
      </span>
      <ButtonLink to={`/bidding/${tender}`}>{say('open')}</ButtonLink>
    </li>
  );
}
