import { Link, useSearchParams } from 'react-router';
import { useList } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table, Tag, type Tone } from '../kit/blocks.tsx';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import { monthText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { OrganisationName } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Amount, Moment } from '../kit/values.tsx';
import type { ListedStatement } from './model.ts';
import { useText } from './text.ts';

const states = ['issued', 'disputed', 'confirmed', 'paid'] as const;
const sides = ['buyer', 'supplier'] as const;

/** Statements and corrections that one's organisation is a side of (对账单), by month and by how they stand. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const asked = (name: string) => search.get(name) ?? '';
  const ask = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const state = states.find((each) => each === asked('state'));
  const as = sides.find((each) => each === asked('as'));
  const month = asked('month');
  const found = useList('GET /v1/statements', {
    query: { limit: 30, ...(month && { month }), ...(state && { state }), ...(as && { as }) },
  });
  return (
    <PageFrame title={say('statements')}>
      <Section title={say('statements.own')}>
        <div className="j-fields j-no-print">
          <TextField label={say('month')} type="month" value={month} onChange={(value) => ask('month', value)} />
          <ChoiceField
            label={say('state')}
            value={state ?? ''}
            none={say('any')}
            choices={states.map((each) => [each, say(`state.${each}`)])}
            onChange={(value) => ask('state', value)}
          />
          <ChoiceField
            label={say('as')}
            value={as ?? ''}
            none={say('any')}
            choices={sides.map((each) => [each, say(`side.${each}`)])}
            onChange={(value) => ask('as', value)}
          />
        </div>
        <Listing
          of={found}
          empty={
            <Empty title={say(search.size > 0 ? 'statements.noneSuch' : 'statements.none')}>
              {say('statements.noneDetail')} <Link to="/agreements">{say('agreements.open')}</Link>
            </Empty>
          }
        >
          {(items) => <StatementTable caption={say('statements.own')} items={items} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}

/** Statements as a table, each by its month. */
export function StatementTable({
  caption,
  items,
}: {
  readonly caption: string;
  readonly items: readonly ListedStatement[];
}) {
  const say = useText();
  const language = useLanguage();
  const columns: readonly Column<ListedStatement>[] = [
    {
      title: say('month'),
      of: ({ id, month, reason }) => (
        <>
          <Link to={`/statements/${id}`}>{monthText(month, language)}</Link>
          {reason !== undefined && <span className="s-under j-small">{say(`reason.${reason}`)}</span>}
        </>
      ),
    },
    { title: say('side.buyer'), of: ({ buyer }) => <OrganisationName id={buyer} /> },
    { title: say('side.supplier'), of: ({ supplier }) => <OrganisationName id={supplier} /> },
    { title: say('amount'), of: ({ amount }) => <Amount value={amount} exact />, figure: true },
    { title: say('left'), of: ({ left }) => <Amount value={left} exact />, figure: true },
    { title: say('issuedAt'), of: ({ issuedAt }) => <Moment at={issuedAt} /> },
    { title: say('state'), of: ({ state }) => <StateTag state={state} /> },
  ];
  return <Table caption={caption} columns={columns} items={items} keyOf={({ id }) => id} />;
}

const tones: Readonly<Record<string, Tone>> = {
  issued: 'accent',
  disputed: 'warn',
  confirmed: 'neutral',
  paid: 'good',
};

export function StateTag({ state }: { readonly state: string }) {
  return <Tag tone={tones[state] ?? 'neutral'}>{sayCode(useText(), 'state', state)}</Tag>;
}
