import { Link, useSearchParams } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { CategoryField } from '../kit/places.tsx';
import { Moment, useCategoryName } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import './organisations.css';
import { useText } from './text.ts';

type Expert = Listed<'GET /v1/experts'>;
const statuses = ['active', 'suspended'] as const;

/** The expert list (专家库): the operator enters and suspends experts, the supervisor reads it. */
export function Page() {
  const say = useText();
  const session = useSession();
  const nameOf = useCategoryName();
  const [search, setSearch] = useSearchParams();
  const status = statuses.find((each) => each === search.get('status')) ?? 'active';
  const specialty = search.get('specialty') ?? '';
  const experts = useList('GET /v1/experts', {
    query: { status, limit: 50, ...(specialty === '' ? {} : { specialty }) },
  });
  const enters = session.status === 'user' && session.roles.includes('operator');
  const columns: readonly Column<Expert>[] = [
    {
      title: say('expert.name'),
      of: ({ sub, name }) => (enters ? <Link to={`/experts/${encodeURIComponent(sub)}`}>{name}</Link> : name),
    },
    { title: say('expert.specialties'), of: ({ specialties }) => specialties.map(nameOf).join(' · ') },
    { title: say('expert.employer'), of: ({ employer }) => employer && <code>{employer}</code> },
    { title: say('expert.ties'), figure: true, of: ({ ties }) => ties.length },
    { title: say('expert.sub'), of: ({ sub }) => <code>{sub}</code> },
    { title: say('registeredAt'), of: ({ enteredAt }) => <Moment at={enteredAt} /> },
  ];
  const filter = (change: Readonly<Record<string, string>>) =>
    setSearch({ status, specialty, ...change }, { replace: true });
  return (
    <PageFrame
      title={say('experts')}
      actions={enters && <ButtonLink to="/experts/new">{say('expert.add')}</ButtonLink>}
    >
      <p className="j-muted">{say('experts.about')}</p>
      <Section title={say('experts')}>
        <form className="j-fields" onSubmit={(event) => event.preventDefault()}>
          <ChoiceField
            label={say('status')}
            value={status}
            onChange={(value) => filter({ status: value })}
            choices={statuses.map((each) => [each, say(`expert.${each}`)])}
          />
          <CategoryField
            label={say('expert.specialty')}
            families
            none={say('expert.anySpecialty')}
            value={specialty}
            onChange={(value) => filter({ specialty: value })}
          />
        </form>
        <Listing of={experts} empty={<Empty title={say('experts.none')}>{say('experts.noneDetail')}</Empty>}>
          {(items) => <Table caption={say('experts')} columns={columns} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
