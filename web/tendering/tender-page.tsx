import './tendering.css';
import { Link, useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { AgreementFacts } from '../kit/award/terms.tsx';
import { useText as useAwardText } from '../kit/award/text.ts';
import { Notice, PageFrame, Reading, Section, Tag } from '../kit/blocks.tsx';
import { TenderParts } from '../kit/tender-parts.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Changes } from './changes.tsx';
import { Documents } from './documents.tsx';
import { Lots } from './lots.tsx';
import { Remedies } from './remedies.tsx';
import { Result } from './result.tsx';
import { Notices, Questions } from './said.tsx';
import type { Tender } from './tender.ts';
import { TenderFacts } from './tender-facts.tsx';
import { useText } from './text.ts';
import { Timeline } from './timeline.tsx';

/** What anyone may know of a tender (招标公告): facts, lots, dates with their articles, notices, answers. */
export function Page() {
  const { tender: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } }, { every: 60_000 });
  return <Reading of={tender}>{(it) => <Whole tender={it} />}</Reading>;
}

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const sayKit = useKitText();
  const sayAward = useAwardText();
  const { id, title, buyer, joint, status, requirements = [], text, suspended } = tender;
  return (
    <PageFrame
      kicker={joint === undefined ? buyer.name : `${buyer.name} · ${say('joint', { count: joint.buyers.length })}`}
      title={title}
      actions={
        <button type="button" className="j-button" onClick={() => print()}>
          {sayKit('print')}
        </button>
      }
    >
      <TenderParts tender={id} />
      {suspended && <Notice tone="warn">{say('suspended')}</Notice>}
      <Result tender={tender} />
      <Section title={say('facts')} more={<TenderStatus status={status} />}>
        <TenderFacts tender={tender} />
        {joint !== undefined && (
          <p>
            <Link to={`/demand/${joint.round}`}>{say('joint.demand')}</Link>
          </p>
        )}
        {text !== undefined && <p>{text}</p>}
      </Section>
      <Lots lots={tender.lots} />
      {tender.agreementTerm !== undefined && (
        <Section title={sayAward('agreement')}>
          <AgreementFacts terms={tender.agreementTerm} />
        </Section>
      )}
      {requirements.length > 0 && (
        <Section title={say('requirements')}>
          <ol>
            {requirements.map(({ key, kind, text: words, completable }) => (
              <li key={key}>
                {words} <Tag>{sayCode(say, 'requirement', kind)}</Tag>{' '}
                {completable && <span className="j-small">{say('completable')}</span>}
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Documents tender={tender} />
      <Timeline tender={id} />
      <Notices tender={id} />
      <Questions tender={id} />
      <Changes tender={tender} />
      <Remedies tender={id} />
    </PageFrame>
  );
}
