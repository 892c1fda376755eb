import './opening.css';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Facts, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { CeremonyState } from './ceremony-state.tsx';
import { Dealing } from './dealing.tsx';
import type { Tender } from './shapes.ts';
import { useText } from './text.ts';

/** Before the publication the purchaser splits the opening's key among holders (分发开标密钥份额), who confirm their shares. */
export function Page() {
  const { dealt: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } });
  return <Reading of={tender}>{(it) => <Whole tender={it} />}</Reading>;
}

function Whole({ tender: { id, title, status, openingMode } }: { readonly tender: Tender }) {
  const say = useText();
  const ceremony = useRead('GET /v1/tenders/{id}/ceremony', { path: { id } }, { every: 15_000 });
  const none = ceremony.error instanceof ApiProblem && ceremony.error.status === 404;
  const draft = status === 'draft';
  return (
    <PageFrame
      title={say('deal')}
      kicker={title}
      actions={
        <ButtonLink to={draft ? `/procuring/drafts/${id}` : `/procuring/tenders/${id}`}>{say('deal.back')}</ButtonLink>
      }
    >
      {openingMode !== 'ceremony' && <Notice tone="warn">{say('deal.automatic')}</Notice>}
      {!none && (
        <Reading of={ceremony}>
          {(it) => (
            <Section title={say('ceremony.shares')}>
              <Notice tone={it.confirmed === it.holders ? 'good' : 'warn'}>
                {say(it.confirmed === it.holders ? 'deal.confirmed' : 'deal.waiting', {
                  confirmed: it.confirmed,
                  holders: it.holders,
                })}
              </Notice>
              <Facts
                items={[
                  [say('ceremony.holders'), say('ceremony.of', { threshold: it.threshold, holders: it.holders })],
                  [say('deal.page'), <code key="page">{`${location.origin}/tenders/${id}/ceremony`}</code>],
                ]}
              />
              <CeremonyState ceremony={it} />
            </Section>
          )}
        </Reading>
      )}
      {draft && openingMode === 'ceremony' && <Dealing tender={id} again={ceremony.data !== undefined} />}
    </PageFrame>
  );
}
