import { useSearchParams } from 'react-router';
import { addDays, dayOf, instant } from '../../shared/kernel/time.ts';
import { serverNow } from '../api/client.ts';
import { useList } from '../api/queries.ts';
import { Empty, Listing, PageFrame, Section } from '../kit/blocks.tsx';
import { Check } from '../kit/fields.tsx';
import { CategoryField } from '../kit/places.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { Days } from './days.tsx';
import './showcase.css';
import { useText } from './text.ts';

const tabs = ['coming', 'past'] as const;
/** How far back what is over is listed, in days. */
const back = 92;

/** Live sessions (乐购直播) by day: those to come, and what came of those that are over. */
export function Page() {
  const say = useText();
  const [search, setSearch] = useSearchParams();
  const tab = search.has('past') ? 'past' : 'coming';
  const category = search.get('category') ?? '';
  const featured = search.has('featured');
  const set = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const today = dayOf(instant(serverNow()));
  const when = tab === 'past' ? { status: 'ended' as const, from: addDays(today, -back), to: today } : {};
  const sessions = useList('GET /v1/live-sessions', {
    query: { limit: 30, category, ...(featured ? { featured: 'true' as const } : {}), ...when },
  });
  return (
    <PageFrame title={say('sessions')}>
      <p className="s-lead">{say('sessions.lead')}</p>
      <Section title={say('sessions.list')}>
        <Tabs
          legend={say('sessions')}
          tabs={tabs.map((each) => [each, say(`sessions.${each}`)] as const)}
          chosen={tab}
          onPick={(next) => set('past', next === 'past' ? '' : undefined)}
        />
        <form className="j-fields s-filter" onSubmit={(event) => event.preventDefault()}>
          <CategoryField
            families
            label={say('category')}
            none={say('any')}
            value={category}
            onChange={(value) => set('category', value === '' ? undefined : value)}
          />
          <Check
            label={say('featuredOnly')}
            checked={featured}
            onChange={(on) => set('featured', on ? '' : undefined)}
          />
        </form>
        <Listing of={sessions} empty={<Empty title={say('sessions.none')}>{say(`sessions.none.${tab}`)}</Empty>}>
          {(items) => <Days items={items} newestFirst={tab === 'past'} />}
        </Listing>
      </Section>
      <Subscribe category={category} />
    </PageFrame>
  );
}

function Subscribe({ category }: { readonly category: string }) {
  const say = useText();
  const path = `/v1/live-sessions.ics${category === '' ? '' : `?category=${encodeURIComponent(category)}`}`;
  return (
    <Section title={say('subscribe')}>
      <p>{say('subscribe.about')}</p>
      <p>
        <code className="s-address">{location.origin + path}</code>
      </p>
      <p>
        <a className="j-button" href={path} download="live-sessions.ics">
          {say('subscribe.download')}
        </a>
      </p>
    </Section>
  );
}
