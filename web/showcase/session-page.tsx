import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Facts, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { Day, Hours, Moment } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { Consent } from './consent.tsx';
import { Interest } from './interest.tsx';
import { Operating } from './operating.tsx';
import { Results } from './results.tsx';
import { Links, type Session, SessionStatus } from './session.tsx';
import './showcase.css';
import { ShownProducts } from './shown-products.tsx';
import { useText } from './text.ts';

/** One live session (直播场次): when and where it is to be seen, what is shown, and what came of it. */
export function Page() {
  const { session: id = '' } = useParams();
  const say = useText();
  const who = useSession();
  const read = useRead('GET /v1/live-sessions/{id}', { path: { id } }, { every: 60_000 });
  const organisation = who.status === 'user' ? who.organisation : undefined;
  const operates = who.status === 'user' && who.roles.includes('operator');
  return (
    <Reading of={read}>
      {(it) => {
        const host = organisation?.organisation === it.host.id;
        const supplies = it.products.some(({ supplier }) => supplier.id === organisation?.organisation);
        return (
          <PageFrame
            kicker={<SessionStatus of={it} />}
            title={it.title}
            actions={host && <ButtonLink to={`/supply/sessions/${id}`}>{say('manage')}</ButtonLink>}
          >
            {it.cancelled !== undefined && (
              <Notice tone="warn" title={say('cancelled')}>
                <p>{it.cancelled.reason}</p>
              </Notice>
            )}
            <About session={it} />
            {supplies && !host && <Consent session={it} own={organisation?.organisation ?? ''} />}
            <Section title={say('products')}>
              {it.products.length === 0 ? <Empty title={say('products.none')} /> : <ShownProducts session={it} />}
            </Section>
            {(it.status === 'ended' || host || supplies || operates) && it.announcedAt !== undefined && (
              <Results session={id} />
            )}
            {operates && <Operating session={it} />}
          </PageFrame>
        );
      }}
    </Reading>
  );
}

function About({ session: it }: { readonly session: Session }) {
  const say = useText();
  const over = it.status === 'ended' || it.status === 'cancelled';
  const links = over ? it.replays : it.streams;
  return (
    <Section title={say('about')}>
      <Facts
        items={[
          [
            say('when'),
            <span key="when">
              <Day at={it.startsAt} weekday /> <Hours from={it.startsAt} to={it.endsAt} />
            </span>,
          ],
          [say('host'), it.host.name],
          [say('presenter'), [it.presenter.name, it.presenter.title].filter(Boolean).join(' · ')],
          [say('announced'), it.announcedAt && <Moment key="announced" at={it.announcedAt} />],
        ]}
      />
      {it.description !== undefined && <p className="s-words">{it.description}</p>}
      {links.length > 0 ? (
        <Links links={links} />
      ) : (
        <p className="j-muted">{say(over ? 'replays.none' : 'streams.none')}</p>
      )}
      {!over && it.announcedAt !== undefined && <Interest session={it.id} />}
    </Section>
  );
}
