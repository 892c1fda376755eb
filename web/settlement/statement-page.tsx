import { Link, useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, PageFrame, Reading } from '../kit/blocks.tsx';
import { monthText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { OrganisationName, useOwn } from '../kit/organisation.tsx';
import { Agreeing } from './agreeing.tsx';
import { Corrections } from './corrections.tsx';
import { Disputes } from './disputes.tsx';
import { Invoices } from './invoices.tsx';
import { Lines } from './lines.tsx';
import { type Content, type Statement, sideOf } from './model.ts';
import { Payments } from './payments.tsx';
import { RatingSection } from './rating.tsx';
import { StatementFacts } from './statement-facts.tsx';
import { useText } from './text.ts';
import './settlement.css';

/** A statement from its issue to its last payment (对账单), as each side sees it and acts on it. */
export function Page() {
  const { statement: id = '' } = useParams();
  const statement = useRead('GET /v1/statements/{id}', { path: { id } }, { every: 60_000 });
  const content = useRead('GET /v1/statements/{id}/lines', { path: { id } });
  return (
    <Reading of={statement}>
      {(it) => <Reading of={content}>{(lines) => <Whole statement={it} content={lines} />}</Reading>}
    </Reading>
  );
}

function Whole({ statement, content }: { readonly statement: Statement; readonly content: Content }) {
  const say = useText();
  const language = useLanguage();
  const own = useOwn();
  const side = sideOf(statement, own);
  const { id, month, buyer, supplier, corrects, disputes } = statement;
  const open = disputes.filter(({ settled }) => settled === undefined);
  const disputed = new Set(open.flatMap(({ lines }) => lines.map(({ line }) => line)));
  return (
    <PageFrame
      kicker={
        <>
          <OrganisationName id={buyer} /> · <OrganisationName id={supplier} />
        </>
      }
      title={say(corrects === undefined ? 'statement.of' : 'correction.of', { month: monthText(month, language) })}
      actions={<ButtonLink to={`/statements/${id}/paper`}>{say('paper.open')}</ButtonLink>}
    >
      <StatementFacts statement={statement} />
      {corrects !== undefined && (
        <p>
          <Link to={`/statements/${corrects}`}>{say('corrects')}</Link>
        </p>
      )}
      <Lines of={statement} content={content} disputed={disputed} difference={corrects !== undefined} />
      {side !== undefined && <Agreeing statement={statement} content={content} side={side} disputed={disputed} />}
      <Disputes statement={statement} content={content} side={side} />
      <Invoices statement={statement} content={content} side={side} />
      <Payments statement={statement} side={side} />
      {corrects === undefined && <Corrections statement={id} side={side} />}
      {statement.rating !== undefined && <RatingSection statement={statement} rating={statement.rating} side={side} />}
    </PageFrame>
  );
}
