import { useDeferredValue, useState } from 'react';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, Section, Table } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { OrganisationName, useOwn } from '../kit/organisation.tsx';
import { Division } from '../kit/values.tsx';
import { usePlaces } from './lines-table.tsx';
import { useText } from './text.ts';

interface ParticipantsProps {
  readonly invited: readonly string[];
  readonly onChange: (invited: readonly string[]) => void;
}

/** Who is invited (受邀单位), and a search of verified buyers to invite more of. */
export function Participants({ invited, onChange }: ParticipantsProps) {
  const say = useText();
  const own = useOwn();
  const add = (id: string) => onChange([...new Set([...invited, id])]);
  return (
    <Section title={say('new.participants')} more={<span className="j-small">{invited.length}</span>}>
      {invited.length === 0 ? (
        <p className="j-muted">{say('find.nobody')}</p>
      ) : (
        <ul className="r-chosen">
          {invited.map((each) => (
            <li key={each}>
              <OrganisationName id={each} />
              <button type="button" className="r-link" onClick={() => onChange(invited.filter((one) => one !== each))}>
                {say('line.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {!invited.includes(own) && (
        <p className="j-actions">
          <button type="button" className="j-button" onClick={() => add(own)}>
            {say('new.self')}
          </button>
        </p>
      )}
      <Finding invited={invited} onInvite={add} />
    </Section>
  );
}

type Buyer = Listed<'GET /v1/organisations'>;

interface FindingProps {
  readonly invited: readonly string[];
  readonly onInvite: (id: string) => void;
}

function Finding({ invited, onInvite }: FindingProps) {
  const say = useText();
  const [typed, setTyped] = useState('');
  const [division, setDivision] = useState('');
  const name = useDeferredValue(typed).trim();
  const buyers = useList('GET /v1/organisations', {
    query: { kind: 'buyer', limit: 100, ...(name && { name }), ...(division && { division }) },
  });
  const columns: readonly Column<Buyer>[] = [
    { title: say('unit'), of: (each) => each.name },
    { title: say('unit.division'), of: (each) => <Division code={each.division} /> },
    { title: say('find.code'), of: ({ uscc }) => <code>{uscc}</code> },
    {
      title: say('find.invite'),
      of: ({ id, name: whose }) =>
        invited.includes(id) ? (
          say('find.invited')
        ) : (
          <button
            type="button"
            className="j-button"
            aria-label={`${say('find.invite')} ${whose}`}
            onClick={() => onInvite(id)}
          >
            {say('find.invite')}
          </button>
        ),
    },
  ];
  return (
    <fieldset className="r-find">
      <legend>{say('find')}</legend>
      <p className="j-small">{say('find.about')}</p>
      <div className="j-fields">
        <CellField
          id="find-name"
          label={say('find.name')}
          shown
          long
          value={typed}
          fault={undefined}
          onChange={setTyped}
        />
        <CellField
          id="find-division"
          label={say('find.division')}
          shown
          value={division}
          options={[{ value: '', label: say('find.all') }, ...usePlaces()]}
          fault={undefined}
          onChange={setDivision}
        />
      </div>
      <Listing of={buyers} empty={<Empty title={say('find.none')}>{say('find.noneDetail')}</Empty>}>
        {(items) => <Table caption={say('find.found')} columns={columns} items={items} keyOf={({ id }) => id} />}
      </Listing>
    </fieldset>
  );
}
