import { Link, useSearchParams } from 'react-router';
import { divisions } from '../../shared/commodity/divisions.ts';
import type { Asked } from '../api/client.ts';
import { type Listed, useList, useRead } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { TenderStatus } from '../kit/tender-status.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { Countdown, Division, Moment, useCategoryName } from '../kit/values.tsx';
import { useText } from './text.ts';

type Summary = Listed<'GET /v1/tenders'>;
type Status = NonNullable<NonNullable<Asked<'GET /v1/tenders'>['query']>['status']>;

const statuses: readonly Status[] = ['published', 'opening', 'opened', 'standstill', 'awarded', 'failed', 'cancelled'];

/** All published tenders, by what the address asks for, so that a search can be kept and sent. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const status = statuses.find((each) => each === search.get('status')) ?? 'published';
  const query = { status, category: search.get('category') ?? '', division: search.get('division') ?? '' };
  const tenders = useList('GET /v1/tenders', { query: { ...query, limit: 30 } });
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const columns = useColumns();
  return (
    <PageFrame title={say('list')}>
      <Section title={say('caption')}>
        <Filters query={query} set={set} />
        <Listing
          of={tenders}
          empty={
            <Empty title={say('list.none')}>
              <p>{say('list.noneDetail')}</p>
              <button type="button" className="j-button" onClick={() => setSearch({})}>
                {say('clear')}
              </button>
            </Empty>
          }
        >
          {(items) => <Table caption={say('caption')} columns={columns} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}

interface FiltersProps {
  readonly query: { readonly status: string; readonly category: string; readonly division: string };
  set(name: string, value: string): void;
}

function Filters({ query, set }: FiltersProps) {
  const say = useText();
  const sayKit = useKitText();
  const language = useLanguage();
  const { data } = useRead('GET /v1/catalogue/categories', {});
  const families = data?.items ?? [];
  return (
    <form className="j-fields" onSubmit={(event) => event.preventDefault()}>
      <label className="j-field">
        {say('filter.status')}
        <select className="j-input" value={query.status} onChange={({ target }) => set('status', target.value)}>
          {statuses.map((each) => (
            <option key={each} value={each}>
              {sayKit(`tender.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="j-field">
        {say('filter.category')}
        <select className="j-input" value={query.category} onChange={({ target }) => set('category', target.value)}>
          <option value="">{say('filter.any')}</option>
          {families.map(({ code, name, children }) => (
            <optgroup key={code} label={name[language]}>
              {children.map((each) => (
                <option key={each.code} value={each.code}>
                  {each.name[language]}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label className="j-field">
        {say('filter.division')}
        <select className="j-input" value={query.division} onChange={({ target }) => set('division', target.value)}>
          <option value="">{say('filter.any')}</option>
          {divisions().map(({ code, name }) => (
            <option key={code} value={code}>
              {name[language]}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}

function useColumns(): readonly Column<Summary>[] {
  const say = useText();
  const nameOf = useCategoryName();
  return [
    { title: say('column.title'), of: ({ id, title }) => <Link to={`/tenders/${id}`}>{title}</Link> },
    { title: say('column.buyer'), of: ({ buyer }) => buyer.name },
    {
      title: say('column.category'),
      of: ({ categories }) =>
        categories
          .filter((code) => code.includes('.'))
          .map(nameOf)
          .join('、'),
    },
    {
      title: say('column.division'),
      of: ({ divisions: places }) => places.map((code, at) => [at > 0 && '、', <Division key={code} code={code} />]),
    },
    {
      title: say('column.deadline'),
      of: ({ deadline, status }) => (
        <>
          <Moment at={deadline} />
          {status === 'published' && (
            <>
              <br />
              <Countdown until={deadline} sentence />
            </>
          )}
        </>
      ),
    },
    { title: say('column.status'), of: ({ status }) => <TenderStatus status={status} /> },
  ];
}
