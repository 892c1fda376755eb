import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, PageFrame, Reading } from '../kit/blocks.tsx';
import { monthText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { Amount, Amounted, Day, Deadline, Moment, wordsOf } from '../kit/values.tsx';
import { type Content, quantitiesOf, type Statement } from './model.ts';
import { PaperTable } from './paper-table.tsx';
import { LawArticle } from './statement-facts.tsx';
import { useText } from './text.ts';
import './settlement.css';

/** A statement as both sides sign it on paper (对账单打印稿): the amount in words, quantities on their basis, two seals. */
export function Page() {
  const { statement: id = '' } = useParams();
  const statement = useRead('GET /v1/statements/{id}', { path: { id } });
  const content = useRead('GET /v1/statements/{id}/lines', { path: { id } });
  return (
    <Reading of={statement}>
      {(it) => <Reading of={content}>{(lines) => <Sheet statement={it} content={lines} />}</Reading>}
    </Reading>
  );
}

interface SheetProps {
  readonly statement: Statement;
  readonly content: Content;
}

function Sheet({ statement, content }: SheetProps) {
  const say = useText();
  const sayKit = useKitText();
  const language = useLanguage();
  const { id, month, corrects, payment, dues, confirmed } = statement;
  const isCorrection = corrects !== undefined;
  const open = statement.disputes.filter(({ settled }) => settled === undefined);
  return (
    <PageFrame
      title={say(isCorrection ? 'paper.correction' : 'paper.title')}
      actions={
        <>
          <ButtonLink to={`/statements/${id}`}>{say('paper.back')}</ButtonLink>
          <button type="button" className="j-button j-button-primary" onClick={() => print()}>
            {sayKit('print')}
          </button>
        </>
      }
    >
      <div className="s-paper">
        <p className="s-paper-month">{monthText(month, language)}</p>
        {isCorrection && (
          <p className="s-paper-month">
            {say('paper.corrects')} {corrects}
          </p>
        )}
        <Parties statement={statement} />
        <PaperTable statement={statement} content={content} />
        {!isCorrection && (
          <p className="s-paper-quantities">
            {say('settled.all')}{' '}
            {quantitiesOf(content.lines).map((each) => (
              <span key={each.unit + each.basis}>
                <Amounted value={each} />
              </span>
            ))}
          </p>
        )}
        <p className="s-paper-total">
          <span>
            {say('paper.words')} <strong lang="zh-CN">{wordsOf(statement.amount)}</strong>
          </span>
          <span>
            {say('paper.figures')} <Amount value={statement.amount} exact />
          </span>
        </p>
        <ol className="s-paper-notes">
          <li>
            {say('paper.payment', { days: payment.days })} {say('paper.according')} <LawArticle of={payment.article} />
            {say('paper.stop')}
            {dues.map((due) => (
              <span key={due.dueOn + due.amount.amount}>
                {' '}
                {say('paper.due')} <Day at={due.dueOn} /> <Amount value={due.amount} exact />
              </span>
            ))}
          </li>
          <li>
            {confirmed === undefined ? (
              <>
                {say('paper.window')} <Deadline at={statement.disputeUntil} counts={false} />
              </>
            ) : (
              <>
                {say(confirmed.deemed ? 'paper.deemed' : 'paper.confirmed')} <Moment at={confirmed.at} />
              </>
            )}
          </li>
          {open.map(({ dispute, by, reason, lines }) => (
            <li key={dispute}>
              {say('paper.disputed', { by: say(`side.${by}`), reason })}{' '}
              {lines.map(({ line, stated, claimed }) => (
                <span key={line}>
                  {say('paper.line', { at: content.lines.findIndex((each) => each.line === line) + 1 })} {say('stated')}{' '}
                  <Amount value={stated} exact /> {say('claimed.paper')} <Amount value={claimed} exact />
                </span>
              ))}
            </li>
          ))}
        </ol>
        <Seals />
        <p className="j-small">
          {say('paper.number')} {id}
        </p>
      </div>
    </PageFrame>
  );
}

function Parties({ statement: { buyer, supplier, agreement, issuedAt } }: { readonly statement: Statement }) {
  const say = useText();
  const { data } = useRead('GET /v1/agreements/{id}', { path: { id: agreement } });
  return (
    <dl className="s-paper-parties">
      <Party term={say('side.buyer')} id={buyer} />
      <Party term={say('side.supplier')} id={supplier} />
      <div>
        <dt>{say('agreement')}</dt>
        <dd>{data?.title ?? agreement}</dd>
      </div>
      <div>
        <dt>{say('issuedAt')}</dt>
        <dd>
          <Day at={issuedAt} />
        </dd>
      </div>
    </dl>
  );
}

function Party({ term, id }: { readonly term: string; readonly id: string }) {
  const say = useText();
  const { data } = useRead('GET /v1/organisations/{id}', { path: { id } });
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {data?.name}
        <span className="s-under j-small">
          {say('uscc')} {data?.uscc}
        </span>
      </dd>
    </div>
  );
}

function Seals() {
  const say = useText();
  return (
    <div className="s-seals">
      {(['buyer', 'supplier'] as const).map((side) => (
        <div key={side}>
          <p>{say(`paper.seal.${side}`)}</p>
          <p>{say('paper.person')}</p>
          <p>{say('paper.date')}</p>
        </div>
      ))}
    </div>
  );
}
