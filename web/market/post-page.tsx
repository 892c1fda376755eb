import { useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Facts, Notice, PageFrame, Reading, Section, Tag } from '../kit/blocks.tsx';
import { Address, Amounted, Deadline, Moment } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { AskAbout } from './ask.tsx';
import { Certificates } from './certificates.tsx';
import { Drawings } from './drawings.tsx';
import { type FullPost, PostGoods, useSubjectName } from './goods.tsx';
import './market.css';
import { OwnPost } from './own-post.tsx';
import { ReportPost } from './report.tsx';
import { KindTag, PostPrice, Total, Window } from './terms.tsx';
import { useText } from './text.ts';

/** One post (供需信息): what it says, and what a reader or its poster does with it. */
export function Page() {
  const { post: id = '' } = useParams();
  const say = useText();
  const session = useSession();
  const nameOf = useSubjectName();
  const post = useRead('GET /v1/posts/{id}', { path: { id } });
  const organisation = session.status === 'user' ? session.organisation : undefined;
  return (
    <Reading of={post}>
      {(it) => {
        const own = organisation?.organisation === it.poster.id;
        return (
          <PageFrame
            kicker={
              <>
                <KindTag of={it} /> {it.poster.name}
              </>
            }
            title={nameOf(it)}
          >
            {it.status === 'closed' && (
              <Notice tone="warn" title={say('closed')}>
                {it.reason !== undefined && <p>{say(`closed.${it.reason}`)}</p>}
                {own && it.reason === 'abuse' && <ButtonLink to="/reports">{say('closed.see')}</ButtonLink>}
              </Notice>
            )}
            <Said post={it} />
            {own && <OwnPost post={it} etag={etagOf(it)} />}
            {(it.drawingCount > 0 || (own && it.status === 'open')) && (
              <Drawings post={it} own={own} member={organisation?.status === 'verified'} />
            )}
            {!own && it.status === 'open' && <Reader post={it} session={session} />}
          </PageFrame>
        );
      }}
    </Reading>
  );
}

function Reader({ post, session }: { readonly post: FullPost; readonly session: ReturnType<typeof useSession> }) {
  const say = useText();
  if (session.status !== 'user') {
    return (
      <Notice title={say('ask.signIn')}>
        <ButtonLink to={`/sign-in?from=${encodeURIComponent(`/market/posts/${post.id}`)}`} primary>
          {say('ask.toSignIn')}
        </ButtonLink>
      </Notice>
    );
  }
  if (session.organisation === undefined) {
    return (
      <Notice title={say('ask.member')}>
        <ButtonLink to="/organisation">{say('ask.register')}</ButtonLink>
      </Notice>
    );
  }
  return (
    <>
      <AskAbout post={post} />
      <ReportPost post={post.id} />
    </>
  );
}

function Said({ post }: { readonly post: FullPost }) {
  const say = useText();
  const { quantity, minimumOrder, price, place, hours, radiusKm, certificates = [], machines = [], flags } = post;
  const { freeHours = [], text, quantityHidden } = post;
  return (
    <Section title={say('said')}>
      <p>
        <PostGoods of={post} />
      </p>
      <Facts
        items={[
          [
            say('column.quantity'),
            quantity === undefined ? (
              hours === undefined ? (
                say(quantityHidden ? 'quantity.hidden' : 'quantity.none')
              ) : undefined
            ) : (
              <Amounted key="quantity" value={quantity} />
            ),
          ],
          [say('hours'), hours === undefined ? undefined : say('hours.value', { hours })],
          [say('minimumOrder'), minimumOrder && <Amounted key="minimum" value={minimumOrder} />],
          [say('column.price'), <PostPrice key="price" value={price} />],
          [
            say('total'),
            quantity && price && quantity.unit === price.per ? <Total key="total" of={post} /> : undefined,
          ],
          [say('column.window'), <Window key="window" value={post.window} />],
          [
            say('column.place'),
            <span key="place">
              <Address of={place} />
            </span>,
          ],
          [say('radius'), radiusKm === undefined ? undefined : say('radius.value', { km: radiusKm })],
          [say('poster'), post.poster.name],
          [say('published'), <Moment key="published" at={post.publishedAt} />],
          [say('confirmed'), <Moment key="confirmed" at={post.confirmedAt} />],
          [say('expires'), <Deadline key="expires" at={post.expiresAt} counts={false} />],
          [say('visibility'), say(`visibility.${post.visibility}`)],
          [say('source'), post.source && say(`source.${post.source.kind}`)],
          [
            say('certificates'),
            certificates.length > 0 ? (
              <Certificates key="certificates" category={post.category} of={certificates} />
            ) : undefined,
          ],
          [
            say('machines'),
            machines.length > 0 ? machines.map(({ name, count }) => `${name} × ${count}`).join(' · ') : undefined,
          ],
          [
            say('freeHours'),
            freeHours.length > 0
              ? freeHours.map((each) => (
                  <span key={each.week} className="m-sub">
                    {say('freeHours.value', { week: each.week, hours: each.hours })}
                  </span>
                ))
              : undefined,
          ],
          [
            say('flags'),
            flags.length > 0
              ? flags.map(({ list, title, source }) => (
                  <span key={list}>
                    <Tag>{title}</Tag> <span className="m-sub">{source}</span>
                  </span>
                ))
              : undefined,
          ],
        ]}
      />
      {text !== undefined && <p className="m-words">{text}</p>}
    </Section>
  );
}
