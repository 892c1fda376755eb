import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { PlainForm, TextField } from '../kit/fields.tsx';
import { Day, Moment } from '../kit/values.tsx';
import './organisations.css';
import { useText } from './text.ts';

type List = Listed<'GET /v1/published-lists'>;

/** The published lists that there are, and the way to a new one by its key (公布名单). */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const lists = useList('GET /v1/published-lists', { query: { limit: 50 } });
  const columns: readonly Column<List>[] = [
    { title: say('lists.title'), of: ({ key, title }) => <Link to={`/published-lists/${key}`}>{title}</Link> },
    { title: say('lists.kind'), of: ({ kind }) => say(`list.${kind}`) },
    { title: say('lists.firms'), figure: true, of: ({ firms }) => firms },
    { title: say('lists.publishedOn'), of: ({ publishedOn }) => <Day at={publishedOn} /> },
    { title: say('lists.version'), figure: true, of: ({ version }) => version },
    { title: say('lists.issuedAt'), of: ({ issuedAt }) => <Moment at={issuedAt} /> },
  ];
  return (
    <PageFrame title={say('lists')}>
      <p className="j-muted">{say('lists.about')}</p>
      <Section title={say('lists')}>
        <Listing of={lists} empty={<Empty title={say('lists.empty')}>{say('lists.emptyDetail')}</Empty>}>
          {(items) => <Table caption={say('lists')} columns={columns} items={items} keyOf={({ key }) => key} />}
        </Listing>
      </Section>
      <Section title={say('lists.new')}>
        <PlainForm error={undefined} onSubmit={() => navigate(`/published-lists/${encodeURIComponent(typed.trim())}`)}>
          <div className="j-grid">
            <TextField
              label={say('lists.key')}
              hint={say('lists.keyHint')}
              required
              value={typed}
              onChange={setTyped}
            />
          </div>
          <p className="j-actions">
            <button type="submit" className="j-button j-button-primary">
              {say('lists.show')}
            </button>
          </p>
        </PlainForm>
      </Section>
    </PageFrame>
  );
}
