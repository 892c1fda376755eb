import './opening.css';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { AllocationStory } from '../kit/award/allocation.tsx';
import { ButtonLink, Empty, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { TenderParts } from '../kit/tender-parts.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { LotEvaluation } from './lot-evaluation.tsx';
import type { Tender } from './shapes.ts';
import { useText } from './text.ts';

/** How the bids were compared, every step of the arithmetic (评标过程); confidential until the result is published. */
export function Page() {
  const { judged: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } }, { every: 60_000 });
  return <Reading of={tender}>{(it) => <Whole tender={it} />}</Reading>;
}

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const sayKit = useKitText();
  const { id, title, method, lots } = tender;
  const evaluation = useRead('GET /v1/tenders/{id}/evaluation', { path: { id } });
  const early = evaluation.error instanceof ApiProblem && evaluation.error.status === 409;
  return (
    <PageFrame
      kicker={title}
      title={say('evaluation')}
      actions={
        evaluation.data && (
          <button type="button" className="j-button" onClick={() => print()}>
            {sayKit('print')}
          </button>
        )
      }
    >
      <TenderParts tender={id} />
      {early ? (
        <Early tender={tender} />
      ) : (
        <Reading of={evaluation}>
          {(it) => (
            <>
              <Section title={sayCode(say, 'method', method)}>
                <p>{sayCode(say, 'methodSays', method)}</p>
                <p className="j-small">{say('rounding')}</p>
                {it.incomplete.length > 0 && (
                  <Notice tone="warn">{say('incomplete', { count: it.incomplete.length })}</Notice>
                )}
              </Section>
              {it.lots.map((lot) => (
                <LotEvaluation key={lot.lot} tender={tender} lot={lot} />
              ))}
              {lots.some(({ allocation }) => allocation.rule === 'optimised') && (
                <AllocationStory tender={tender} evaluation={it} />
              )}
            </>
          )}
        </Reading>
      )}
    </PageFrame>
  );
}

function Early({ tender: { id, status } }: { readonly tender: Tender }) {
  const say = useText();
  const opened = status === 'opened';
  return (
    <Section title={say('evaluation')}>
      <Empty title={say(opened ? 'early.confidential' : 'early.sealed')}>
        <p>{say(opened ? 'early.confidentialDetail' : 'early.sealedDetail')}</p>
        <ButtonLink to={`/tenders/${id}/opening`}>{say(opened ? 'record' : 'hall')}</ButtonLink>
      </Empty>
    </Section>
  );
}
