import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { type Listed, useList, useRead, useWrite } from '../api/queries.ts';
import { type Column, Empty, Listing, Notice, PageFrame, ProblemAlert, Section, Table, Tag } from '../kit/blocks.tsx';
import { Day, Moment, useCategoryName } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import './catalogue.css';
import { AdmissionTag } from './status.tsx';
import { useText } from './text.ts';

type Waiting = Listed<'GET /v1/admissions'>;

/** What waits for a decision on admission, the first due first, and the next version of the catalogue. */
export function Page() {
  const say = useText();
  const session = useSession();
  const [status, setStatus] = useState<'pending' | 'overdue'>('pending');
  const waiting = useList('GET /v1/admissions', { query: { status, limit: 50 } });
  const isOperator = session.status === 'user' && session.roles.includes('operator');
  return (
    <PageFrame title={say('waiting')}>
      <fieldset className="c-tabs">
        <legend className="j-hidden">{say('own.status')}</legend>
        {(['pending', 'overdue'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="j-button"
            aria-pressed={each === status}
            onClick={() => setStatus(each)}
          >
            {say(`waiting.${each}`)}
          </button>
        ))}
      </fieldset>
      <Section title={say(`waiting.${status}`)}>
        <Listing of={waiting} empty={<Empty title={say('waiting.none')}>{say('waiting.noneDetail')}</Empty>}>
          {(items) => <Table caption={say('waiting')} columns={columnsOf(say)} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
      {isOperator && <NewVersion />}
    </PageFrame>
  );
}

const columnsOf = (say: ReturnType<typeof useText>): readonly Column<Waiting>[] => [
  { title: say('product'), of: ({ product }) => <Title product={product} /> },
  { title: say('filter.category'), of: ({ category }) => <Category code={category} /> },
  { title: say('supplier'), of: ({ supplier }) => supplier.name },
  { title: say('waiting.kind'), of: ({ status }) => <AdmissionTag status={status} /> },
  { title: say('admission.appliedAt'), of: ({ appliedAt }) => <Moment at={appliedAt} /> },
  {
    title: say('admission.decideBy'),
    of: ({ decideBy, overdue }) => (
      <div>
        <Day at={decideBy.day} /> {overdue && <Tag tone="bad">{say('waiting.late')}</Tag>}
      </div>
    ),
  },
];

const Category = ({ code }: { readonly code: string }) => <>{useCategoryName()(code)}</>;

/** By its title, which the list does not tell. */
function Title({ product }: { readonly product: string }) {
  const say = useText();
  const { data } = useRead('GET /v1/products/{id}', { path: { id: product } });
  return <Link to={`/admissions/${product}`}>{data?.title ?? say('product')}</Link>;
}

/** Publishes what is admitted as of a day. */
function NewVersion() {
  const say = useText();
  const [title, setTitle] = useState('');
  const [day, setDay] = useState('');
  const publish = useWrite('POST /v1/procurement-catalogues', { onDone: () => setTitle('') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate({ body: { title, ...(day === '' ? {} : { day }) } });
  };
  return (
    <Section title={say('version.new')}>
      <form className="c-form" onSubmit={submit}>
        <div className="j-fields">
          <label className="j-field">
            {say('version.title')}
            <input
              className="j-input"
              required
              maxLength={120}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          </label>
          <label className="j-field">
            {say('version.dayField')}
            <input className="j-input" type="date" value={day} onChange={({ target }) => setDay(target.value)} />
          </label>
          <button type="submit" className="j-button" disabled={publish.isPending}>
            {say('version.publish')}
          </button>
        </div>
        <ProblemAlert error={publish.error} />
        {publish.data && (
          <Notice tone="good">
            <Link to={`/procurement-catalogues/${publish.data.version}/entries`}>
              {say('version.done', { title: publish.data.title, count: publish.data.count })}
            </Link>
          </Notice>
        )}
      </form>
    </Section>
  );
}
