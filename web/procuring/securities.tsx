import { useState } from 'react';
import type { Answer } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { type Column, Section, Table, Tag } from '../kit/blocks.tsx';
import { ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { typed } from '../kit/typed.ts';
import { Amount, Day } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

type Lot = Tender['lots'][number];
type Bid = Answer<'GET /v1/tenders/{id}/opening'>['bids'][number];
type Security = Answer<'GET /v1/tenders/{id}/securities'>['items'][number];

interface LotProps {
  readonly tender: string;
  readonly lot: Lot;
  readonly bids: readonly Bid[];
  readonly securities: readonly Security[];
}

/** The bids for a lot, each with the security that came with it: one is recorded, then returned. */
export function SecuritiesOfLot({ tender, lot, bids, securities }: LotProps) {
  const say = useText();
  // What could not be opened came with a security too.
  const bidders = bids.filter((bid) => bid.lots === undefined || bid.lots.some(({ lotId }) => lotId === lot.id));
  const of = (supplier: string) => securities.find((each) => each.lot === lot.id && each.supplier === supplier);
  const columns: readonly Column<Bid>[] = [
    { title: say('record.bidder'), of: ({ name }) => name },
    { title: say('security.recorded'), of: ({ supplier }) => <Recorded security={of(supplier)} /> },
    {
      title: say('security.amount'),
      of: ({ supplier }) => {
        const security = of(supplier);
        return security === undefined ? '—' : <Amount value={security.amount} exact />;
      },
      figure: true,
    },
    { title: say('security.validTo'), of: ({ supplier }) => <Day at={of(supplier)?.validTo} /> },
    { title: say('security.returned'), of: ({ supplier }) => <Returned security={of(supplier)} /> },
    {
      title: say('item.actions'),
      of: ({ supplier, name }) => {
        const security = of(supplier);
        const place = { tender, lot, supplier, name };
        if (security === undefined) return <RecordForm {...place} />;
        return security.returnedOn === undefined ? <ReturnForm {...place} /> : '—';
      },
    },
  ];
  return (
    <Section
      title={lot.title}
      more={
        <span>
          {say('security.asked')} <Amount value={lot.bidSecurity} exact />
        </span>
      }
    >
      <Table
        caption={say('security.of', { lot: lot.title })}
        columns={columns}
        items={bidders}
        keyOf={(each) => each.supplier}
      />
    </Section>
  );
}

function Recorded({ security }: { readonly security: Security | undefined }) {
  const say = useText();
  if (security === undefined) return <Tag tone="warn">{say('security.none')}</Tag>;
  const { form, issuer, number } = security;
  return (
    <>
      {sayCode(say, 'security', form)} · {issuer}
      <p className="j-small">{number}</p>
    </>
  );
}

function Returned({ security }: { readonly security: Security | undefined }) {
  const say = useText();
  if (security?.returnedOn === undefined) return <>—</>;
  return (
    <>
      <Day at={security.returnedOn} />
      <p className="j-small">
        {say('security.interest')} <Amount value={security.interest} exact />
      </p>
    </>
  );
}

interface PlaceProps {
  readonly tender: string;
  readonly lot: Lot;
  readonly supplier: string;
  readonly name: string;
}

const forms = ['letter-of-guarantee', 'transfer', 'cheque', 'insurance'] as const;
const yuan = (text: string) => ({ amount: typed(text), currency: 'CNY' }) as const;

function RecordForm({ tender, lot, supplier, name }: PlaceProps) {
  const say = useText();
  const [form, setForm] = useState<(typeof forms)[number]>('letter-of-guarantee');
  const [issuer, setIssuer] = useState('');
  const [number, setNumber] = useState('');
  const [amount, setAmount] = useState(lot.bidSecurity?.amount ?? '');
  const [validTo, setValidTo] = useState('');
  const write = useWrite('PUT /v1/tenders/{id}/bids/{bidder}/lots/{lot}/security');
  const body = { form, issuer, number, amount: yuan(amount), validTo };
  return (
    <details className="j-fold j-no-print">
      <summary aria-label={say('security.recordOf', { name })}>{say('security.record')}</summary>
      <PlainForm
        error={write.error}
        onSubmit={() => write.mutate({ path: { id: tender, bidder: supplier, lot: lot.id }, body })}
      >
        <ChoiceField
          label={say('security.form')}
          pointer="/form"
          value={form}
          choices={forms.map((it) => [it, say(`security.${it}`)])}
          onChange={(value) => setForm(value as typeof form)}
        />
        <TextField
          label={say('security.issuer')}
          pointer="/issuer"
          required
          maxLength={100}
          value={issuer}
          onChange={setIssuer}
        />
        <TextField
          label={say('security.number')}
          pointer="/number"
          required
          maxLength={100}
          value={number}
          onChange={setNumber}
        />
        <TextField
          label={say('security.amount')}
          pointer="/amount"
          required
          figure
          value={amount}
          onChange={setAmount}
        />
        <TextField
          label={say('security.validTo')}
          pointer="/validTo"
          required
          type="date"
          value={validTo}
          onChange={setValidTo}
        />
        <FormEnd submit={say('security.send')} disabled={write.isPending} />
      </PlainForm>
    </details>
  );
}

function ReturnForm({ tender, lot, supplier, name }: PlaceProps) {
  const say = useText();
  const [returnedOn, setReturnedOn] = useState('');
  const [interest, setInterest] = useState('');
  const write = useWrite('POST /v1/tenders/{id}/bids/{bidder}/lots/{lot}/security/return');
  const body = { returnedOn, interest: yuan(interest) };
  return (
    <details className="j-fold j-no-print">
      <summary aria-label={say('security.returnOf', { name })}>{say('security.return')}</summary>
      <PlainForm
        error={write.error}
        onSubmit={() => write.mutate({ path: { id: tender, bidder: supplier, lot: lot.id }, body })}
      >
        <TextField
          label={say('security.returnedOn')}
          pointer="/returnedOn"
          required
          type="date"
          value={returnedOn}
          onChange={setReturnedOn}
        />
        <TextField
          label={say('security.interest')}
          pointer="/interest"
          hint={say('security.interestHint')}
          required
          figure
          value={interest}
          onChange={setInterest}
        />
        <FormEnd submit={say('security.sendReturn')} disabled={write.isPending} />
      </PlainForm>
    </details>
  );
}
