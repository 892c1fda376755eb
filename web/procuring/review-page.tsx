import { useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { AgreementFacts, LotTerms } from '../kit/award/terms.tsx';
import { ButtonLink, Facts, Notice, PageFrame, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Amount, Moment } from '../kit/values.tsx';
import { Findings, useCheck } from './findings.tsx';
import type { Tender } from './form.ts';
import { ItemsTable } from './items-table.tsx';
import { Plan } from './plan.tsx';
import { useText } from './text.ts';
import './procuring.css';

/** The documents once more, as they will be read, before they are published (发布前核对). */
export function Page() {
  const { draft: id = '' } = useParams();
  const read = useRead('GET /v1/tenders/{id}', { path: { id } });
  return (
    <Reading of={read}>
      {(tender) =>
        tender.status === 'draft' ? <Whole tender={tender} /> : <Navigate to={`/procuring/tenders/${id}`} replace />
      }
    </Reading>
  );
}

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const sayKit = useKitText();
  const { id, title, requirements = [], text, documents, fairReview } = tender;
  return (
    <PageFrame
      title={say('toReview.title', { title })}
      kicker={say('draft')}
      actions={
        <>
          <ButtonLink to={`/procuring/drafts/${id}`}>{say('toReview.back')}</ButtonLink>
          <button type="button" className="j-button" onClick={() => print()}>
            {sayKit('print')}
          </button>
        </>
      }
    >
      <Section title={say('facts')}>
        <Facts
          items={[
            [say('regime'), say(`regime.${tender.regime}`)],
            [say('method'), sayCode(say, 'method', tender.method)],
            [say('deadline'), <Moment key="deadline" at={tender.deadline} />],
            [say('validity'), say('validity.days', { count: tender.bidValidityDays })],
            [say('openingMode'), sayCode(say, 'openingMode', tender.openingMode)],
            [say('tieRule'), tender.tieRule && sayCode(say, 'tieRule', tender.tieRule)],
            [say('review'), fairReview && `${fairReview.reviewer} · ${sayCode(say, 'review', fairReview.conclusion)}`],
            [say('files'), documents.length === 0 ? say('files.none') : documents.map(({ name }) => name).join('、')],
          ]}
        />
        {text !== undefined && <p className="p-prose">{text}</p>}
        {requirements.length > 0 && (
          <ol>
            {requirements.map((each) => (
              <li key={each.key}>{each.text}</li>
            ))}
          </ol>
        )}
      </Section>
      {tender.lots.map((lot, at) => (
        <Section key={lot.id} title={`${say('lot', { number: at + 1 })}　${lot.title}`}>
          <Facts
            items={[
              [say('lot.estimate.private'), lot.estimate && <Amount key="estimate" value={lot.estimate} exact words />],
              [say('lot.ceiling'), lot.ceiling && <Amount key="ceiling" value={lot.ceiling} exact words />],
              [
                say('lot.bidSecurity'),
                lot.bidSecurity && <Amount key="security" value={lot.bidSecurity} exact words />,
              ],
            ]}
          />
          <LotTerms lot={lot} />
          <ItemsTable items={lot.items} />
        </Section>
      ))}
      {tender.agreementTerm !== undefined && (
        <Section title={say('agreement')}>
          <AgreementFacts terms={tender.agreementTerm} />
        </Section>
      )}
      <Section title={say('plan')}>
        <Plan tender={id} />
      </Section>
      <Publishing tender={tender} />
    </PageFrame>
  );
}

function Publishing({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const go = useNavigate();
  const { id } = tender;
  const version = etagOf(tender);
  const [seen, setSeen] = useState(false);
  const check = useCheck(id, version);
  const publish = useWrite('POST /v1/tenders/{id}/publication', {
    onDone: () => go(`/procuring/tenders/${id}`, { replace: true }),
  });
  return (
    <Section title={say('check')}>
      <Reading of={check}>
        {(it) => (
          <>
            <Findings check={it} />
            <Notice tone="accent" title={say('publish.what')}>
              <p>{say('publish.detail')}</p>
              <label className="j-check">
                <input type="checkbox" checked={seen} onChange={({ target }) => setSeen(target.checked)} />
                {say('publish.seen')}
              </label>
              <ProblemAlert error={publish.error} />
              <button
                type="button"
                className="j-button j-button-primary"
                disabled={!it.publishable || !seen || publish.isPending}
                onClick={() => publish.mutate({ path: { id }, ifMatch: version })}
              >
                {say('publish')}
              </button>
            </Notice>
          </>
        )}
      </Reading>
    </Section>
  );
}
