import { Link, useSearchParams } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table, Tag } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { Division, Moment } from '../kit/values.tsx';
import { Status } from './organisation.tsx';
import { useText } from './text.ts';

type Row = Listed<'GET /v1/organisations'>;
const statuses = ['pending', 'verified', 'rejected'] as const;

/** Organisations that wait for the operator (待核验单位), and those decided on. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const status = statuses.find((each) => each === search.get('status')) ?? 'pending';
  const organisations = useList('GET /v1/organisations', { query: { status, limit: 50 } });
  const columns: readonly Column<Row>[] = [
    { title: say('name'), of: ({ id, name }) => <Link to={`/verifications/${id}`}>{name}</Link> },
    {
      title: say('uscc'),
      of: ({ uscc, warnings = [] }) => (
        <>
          <code>{uscc}</code> {warnings.length > 0 && <Tag tone="warn">{say('warning')}</Tag>}
        </>
      ),
    },
    { title: say('kinds'), of: ({ kinds }) => kinds.map((each) => say(`kind.${each}`)).join(' · ') },
    { title: say('division'), of: ({ division }) => <Division code={division} /> },
    { title: say('registeredAt'), of: ({ registeredAt }) => <Moment at={registeredAt} /> },
    { title: say('status'), of: (each) => <Status of={each.status} /> },
  ];
  return (
    <PageFrame title={say('verifications')}>
      <Section title={say('verifications')}>
        <form className="j-fields" onSubmit={(event) => event.preventDefault()}>
          <ChoiceField
            label={say('status')}
            value={status}
            onChange={(value) => setSearch({ status: value }, { replace: true })}
            choices={statuses.map((each) => [each, say(`status.${each}`)])}
          />
        </form>
        <Listing
          of={organisations}
          empty={<Empty title={say('verifications.none')}>{say('verifications.noneDetail')}</Empty>}
        >
          {(items) => <Table caption={say('verifications')} columns={columns} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
