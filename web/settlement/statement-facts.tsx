import { Link } from 'react-router';
import { Facts, Section } from '../kit/blocks.tsx';
import { percent } from '../kit/format.ts';
import { OrganisationName } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Amount, Article, Day, Deadline, Moment } from '../kit/values.tsx';
import { isZero, type Statement } from './model.ts';
import { StateTag } from './statements-page.tsx';
import { useText } from './text.ts';

/** Whose statement it is, what it comes to, how far it is confirmed and when what is due. */
export function StatementFacts({ statement }: { readonly statement: Statement }) {
  const say = useText();
  const { buyer, supplier, agreement, status, confirmed, agreedBy, disputes, left, interest, payment } = statement;
  const isOpen = disputes.some(({ settled }) => settled === undefined);
  const state = isOpen ? 'disputed' : status === 'issued' ? 'issued' : isZero(left.amount) ? 'paid' : 'confirmed';
  return (
    <Section title={say('facts')} more={<StateTag state={state} />}>
      <Facts
        items={[
          [say('amount.withTax'), <Amount key="amount" value={statement.amount} exact words />],
          [say('net'), <Amount key="net" value={statement.net} exact />],
          [say('vat'), <Amount key="vat" value={statement.vat} exact />],
          [say('paid'), <Amount key="paid" value={statement.paid} exact />],
          [say('left'), <Amount key="left" value={left} exact />],
          [say('interest'), isZero(interest.amount) ? undefined : <Amount key="interest" value={interest} exact />],
          [say('reason'), statement.reason && say(`reason.${statement.reason}`)],
          [
            say('issuedAt'),
            <span key="issued">
              <Moment at={statement.issuedAt} />
              {statement.issuedBy !== undefined && (
                <span className="s-under j-small">{say('issuedBy', { by: say(`side.${statement.issuedBy}`) })}</span>
              )}
            </span>,
          ],
          [
            say('disputeUntil'),
            status === 'issued' ? (
              <span key="until">
                <Deadline at={statement.disputeUntil} />
              </span>
            ) : undefined,
          ],
          [
            say('agreedBy'),
            status === 'issued'
              ? agreedBy.map((by) => say(`side.${by}`)).join(say('comma')) || say('agreedBy.none')
              : undefined,
          ],
          [
            say('confirmed'),
            confirmed && (
              <span key="confirmed">
                <Moment at={confirmed.at} />
                {confirmed.deemed && <span className="s-under j-small">{say('deemed')}</span>}
              </span>
            ),
          ],
          [
            say('dues'),
            statement.dues.length > 0 ? (
              <span key="dues">
                {statement.dues.map((due) => (
                  <span key={due.dueOn + due.amount.amount} className="s-line">
                    <Day at={due.dueOn} /> <Amount value={due.amount} exact />
                  </span>
                ))}
              </span>
            ) : undefined,
          ],
          [say('paymentRule'), <PaymentRule key="rule" payment={payment} />],
          [
            say('agreement'),
            <Link key="agreement" to={`/agreements/${agreement}`}>
              {say('agreement.open')}
            </Link>,
          ],
          [
            say('performance'),
            <Link key="performance" to={`/suppliers/${supplier}/performance`}>
              <OrganisationName id={supplier} />
            </Link>,
          ],
          [say('side.buyer'), <OrganisationName key="buyer" id={buyer} />],
        ]}
      />
    </Section>
  );
}

/** An article, by default of the rules of payment to smaller firms (支付条例). */
export function LawArticle({ of }: { readonly of: string }) {
  const say = useText();
  const at = Math.max(0, of.indexOf('art.'));
  const law = of.slice(0, at).trim();
  return (
    <>
      {law === '' ? say('paymentLaw') : sayCode(say, 'law', law)}
      <Article of={of.slice(at)} />
    </>
  );
}

/** In how many days, by which rule, and what lateness costs a day. */
export function PaymentRule({ payment }: { readonly payment: Statement['payment'] }) {
  const say = useText();
  const { days, rule, article, interest, interestArticle } = payment;
  return (
    <span>
      {say('paymentRule.days', { days })} · {sayCode(say, 'rule', rule)}
      <span className="s-under j-small">
        <LawArticle of={article} /> · {say('paymentRule.interest', { rate: percent(interest) })}{' '}
        <LawArticle of={interestArticle} />
      </span>
    </span>
  );
}
