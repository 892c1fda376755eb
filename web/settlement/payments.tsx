import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { type Column, Empty, Section, Table } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { typed } from '../kit/typed.ts';
import { Amount, Day } from '../kit/values.tsx';
import { isNegative, isZero, type Side, type Statement, today } from './model.ts';
import { useText } from './text.ts';

type Payment = Statement['payments'][number];

/** What was paid, what is left, and interest on what is late (付款、逾期利息). */
export function Payments({ statement, side }: { readonly statement: Statement; readonly side: Side | undefined }) {
  const say = useText();
  const { payments, left, interest, amount } = statement;
  // A correction below zero is paid back.
  const payer: Side = isNegative(amount.amount) ? 'supplier' : 'buyer';
  const columns: readonly Column<Payment>[] = [
    { title: say('paidOn'), of: ({ paidOn }) => <Day at={paidOn} /> },
    { title: say('reference'), of: ({ reference }) => reference },
    { title: say('amount'), of: (each) => <Amount value={each.amount} exact />, figure: true },
    {
      title: say('interest'),
      of: (each) => (each.interest === undefined ? '—' : <Amount value={each.interest} exact />),
      figure: true,
    },
  ];
  const isOpen = !isZero(left.amount) || !isZero(interest.amount);
  return (
    <Section
      title={say('payments')}
      more={
        isOpen && (
          <span>
            {say('left')} <Amount value={left} exact />
            {!isZero(interest.amount) && (
              <>
                {say('comma')}
                {say('interest')} <Amount value={interest} exact />
              </>
            )}
          </span>
        )
      }
    >
      {payments.length === 0 ? (
        <Empty title={say('payments.none')}>{say(`payments.none.${payer}`)}</Empty>
      ) : (
        <Table caption={say('payments')} columns={columns} items={payments} keyOf={({ payment }) => payment} />
      )}
      {side === payer && isOpen && <Paying key={payments.length} statement={statement} />}
    </Section>
  );
}

function Paying({ statement: { id, left, interest } }: { readonly statement: Statement }) {
  const say = useText();
  const [amount, setAmount] = useState(left.amount.replace('-', ''));
  const [late, setLate] = useState(isZero(interest.amount) ? '' : interest.amount);
  const [paidOn, setPaidOn] = useState(today);
  const [reference, setReference] = useState('');
  const pay = useWrite('POST /v1/statements/{id}/payments');
  const cny = (value: string) => ({ amount: typed(value), currency: 'CNY' as const });
  const submit = () =>
    pay.mutate({
      path: { id },
      body: {
        amount: cny(amount),
        ...(late.trim() === '' ? {} : { interest: cny(late) }),
        paidOn,
        reference: reference.trim(),
      },
    });
  return (
    <PlainForm error={pay.error} onSubmit={submit}>
      <div className="j-grid">
        <TextField label={say('pay.amount')} pointer="/amount" figure required value={amount} onChange={setAmount} />
        <TextField label={say('pay.interest')} pointer="/interest" figure value={late} onChange={setLate} />
        <TextField label={say('paidOn')} pointer="/paidOn" type="date" required value={paidOn} onChange={setPaidOn} />
        <TextField
          label={say('reference')}
          pointer="/reference"
          required
          maxLength={100}
          value={reference}
          onChange={setReference}
        />
      </div>
      <FormEnd submit={say('pay.do')} disabled={pay.isPending || reference.trim() === '' || paidOn === ''} />
    </PlainForm>
  );
}
