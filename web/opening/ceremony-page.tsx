import './opening.css';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Facts, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { CeremonyState } from './ceremony-state.tsx';
import { OwnShare } from './own-share.tsx';
import { useText } from './text.ts';

/**
 * The key of an opening by ceremony (密钥仪式): who holds shares and how far it is; whoever holds one confirms it before the
 * publication and hands it in after the deadline. Holders see it before the tender is published.
 */
export function Page() {
  const say = useText();
  const { shared: id = '' } = useParams();
  const session = useSession();
  const ceremony = useRead('GET /v1/tenders/{id}/ceremony', { path: { id } }, { every: 15_000 });
  const none = ceremony.error instanceof ApiProblem && ceremony.error.status === 404;
  return (
    <PageFrame
      title={say('ceremony')}
      actions={<ButtonLink to={`/tenders/${id}/opening`}>{say('ceremony.hall')}</ButtonLink>}
    >
      {none ? (
        <Section title={say('ceremony.shares')}>
          <Empty title={say('ceremony.none')}>{say('ceremony.noneDetail')}</Empty>
        </Section>
      ) : (
        <Reading of={ceremony}>
          {(it) => (
            <>
              <Section title={say('ceremony.shares')}>
                <p>{say('ceremony.of', { threshold: it.threshold, holders: it.holders })}</p>
                <Facts
                  items={[
                    [say('ceremony.key'), <code key="kid">{it.publicKey.kid}</code>],
                    [say('ceremony.confirmed'), `${it.confirmed} / ${it.holders}`],
                    [say('ceremony.sharesWithin'), say('minutes', { count: it.sharesWithin })],
                    [say('ceremony.revealWithin'), say('minutes', { count: it.revealWithin })],
                    [
                      say('ceremony.sharesUntil'),
                      it.sharesUntil === null ? undefined : <Moment key="s" at={it.sharesUntil} />,
                    ],
                    [
                      say('ceremony.revealUntil'),
                      it.revealUntil === null ? undefined : <Moment key="r" at={it.revealUntil} />,
                    ],
                  ]}
                />
                <CeremonyState ceremony={it} />
              </Section>
              {session.status === 'user' && <OwnShare tender={id} ceremony={it} />}
            </>
          )}
        </Reading>
      )}
    </PageFrame>
  );
}
