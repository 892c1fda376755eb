import { Link, useSearchParams } from 'react-router';
import { useList } from '../api/queries.ts';
import { ButtonLink, type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { CategoryField, DivisionField } from '../kit/places.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { Amounted, Division } from '../kit/values.tsx';
import { isPost, kinds, type Post, PostGoods, works } from './goods.tsx';
import './market.css';
import { useLanguage } from '../kit/language.ts';
import { Age, KindTag, PostPrice, Window } from './terms.tsx';
import { useText } from './text.ts';

/** The market board (供需大厅): what is wanted, offered and looked for in work, newest first. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const kind = kinds.find((each) => each === search.get('kind'));
  const of = (name: string) => search.get(name) ?? '';
  const set = (changes: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: true });
  };
  const posts = useList('GET /v1/posts', {
    query: {
      limit: 30,
      division: of('division'),
      category: kind === 'processing' ? '' : of('category'),
      process: kind === 'processing' ? of('process') : '',
      ...(kind === undefined ? {} : { kind }),
    },
  });
  const columns = useColumns();
  return (
    <PageFrame
      title={say('board')}
      actions={
        <ButtonLink to="/market/new" primary>
          {say('publish')}
        </ButtonLink>
      }
    >
      <p className="m-lead">{say('board.lead')}</p>
      <Section title={say('board.list')}>
        <Tabs
          legend={say('kind')}
          tabs={[['', say('kind.all')], ...kinds.map((each) => [each, say(`kind.${each}`)] as const)]}
          chosen={kind ?? ''}
          onPick={(next) => set({ kind: next, category: '', process: '' })}
        />
        <form className="j-fields" onSubmit={(event) => event.preventDefault()}>
          {kind === 'processing' ? (
            <ProcessField value={of('process')} onChange={(process) => set({ process })} />
          ) : (
            <CategoryField
              families={kind !== undefined}
              label={say('category')}
              none={say('any')}
              value={of('category')}
              onChange={(category) => set({ category, ...(kind === undefined ? { kind: 'supply' } : {}) })}
            />
          )}
          <DivisionField
            label={say('division')}
            none={say('any')}
            value={of('division')}
            onChange={(division) => set({ division })}
          />
        </form>
        <Listing
          of={posts}
          empty={
            <Empty title={say('board.none')}>
              <p>{say('board.noneDetail')}</p>
              <button type="button" className="j-button" onClick={() => setSearch({})}>
                {say('clear')}
              </button>
            </Empty>
          }
        >
          {(items) => (
            <Table caption={say('board.list')} columns={columns} items={items.filter(isPost)} keyOf={({ id }) => id} />
          )}
        </Listing>
      </Section>
    </PageFrame>
  );
}

function ProcessField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const say = useText();
  const language = useLanguage();
  const choices = works.map(({ code, name }) => [code, name[language]] as const);
  return <ChoiceField label={say('process')} none={say('any')} value={value} onChange={onChange} choices={choices} />;
}

function useColumns(): readonly Column<Post>[] {
  const say = useText();
  return [
    {
      title: say('column.post'),
      of: (post) => (
        <>
          <KindTag of={post} />{' '}
          <Link to={`/market/posts/${post.id}`}>
            <PostGoods of={post} />
          </Link>
          <span className="m-sub">{post.poster.name}</span>
        </>
      ),
    },
    {
      title: say('column.quantity'),
      figure: true,
      of: ({ quantity, hours, quantityHidden }) =>
        quantity !== undefined ? (
          <Amounted value={quantity} />
        ) : hours !== undefined ? (
          say('hours.value', { hours })
        ) : (
          <span className="j-muted">{say(quantityHidden ? 'quantity.hidden' : 'quantity.none')}</span>
        ),
    },
    { title: say('column.price'), figure: true, of: ({ price }) => <PostPrice value={price} /> },
    { title: say('column.place'), of: ({ place }) => <Division code={place.division} /> },
    { title: say('column.window'), of: ({ window }) => <Window value={window} /> },
    { title: say('column.age'), of: ({ publishedAt }) => <Age at={publishedAt} /> },
  ];
}
