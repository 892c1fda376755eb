import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, Empty, Facts, Notice, PageFrame, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { Amount, Day } from '../kit/values.tsx';
import { Lines } from './lines.tsx';
import { monthOf, type Preview, sideOf, today } from './model.ts';
import { RatingTable } from './rating.tsx';
import { PaymentRule } from './statement-facts.tsx';
import { useText } from './text.ts';
import './settlement.css';

type Agreement = Answer<'GET /v1/agreements/{id}'>;

/** What the statement of a month says so far (对账预览), and its issue once the month is over. */
export function Page() {
  const { agreement: id = '' } = useParams();
  const agreement = useRead('GET /v1/agreements/{id}', { path: { id } });
  return <Reading of={agreement}>{(it) => <Ahead agreement={it} />}</Reading>;
}

function Ahead({ agreement }: { readonly agreement: Agreement }) {
  const say = useText();
  const own = useOwn();
  const [search, setSearch] = useSearchParams();
  const { buyers, suppliers } = agreement;
  const [month, setMonth] = useState(search.get('month') ?? monthOf(today()));
  const chosen = (name: 'buyer' | 'supplier', among: readonly { readonly id: string }[]) =>
    search.get(name) ?? (among.find((each) => each.id === own) ?? among[0])?.id ?? '';
  const pair = { buyer: chosen('buyer', buyers), supplier: chosen('supplier', suppliers) };
  const pick = (name: string, value: string) => setSearch({ ...pair, month, [name]: value }, { replace: true });
  const choose = (name: 'buyer' | 'supplier', among: readonly { readonly id: string; readonly name: string }[]) => (
    <ChoiceField
      label={say(`side.${name}`)}
      value={pair[name]}
      choices={among.map((each) => [each.id, each.name])}
      onChange={(value) => pick(name, value)}
    />
  );
  const known = /^20\d\d-(0[1-9]|1[0-2])$/.test(month);
  const preview = useRead(
    'GET /v1/agreements/{id}/statement',
    { path: { id: agreement.id }, query: { month, ...pair } },
    { enabled: known },
  );
  return (
    <PageFrame kicker={agreement.title} title={say('preview')}>
      <Section title={say('preview.which')}>
        <div className="j-fields">
          <TextField
            label={say('month')}
            type="month"
            value={month}
            onChange={(value) => {
              setMonth(value);
              pick('month', value);
            }}
          />
          {buyers.length > 1 && choose('buyer', buyers)}
          {suppliers.length > 1 && choose('supplier', suppliers)}
        </div>
      </Section>
      <Reading of={preview}>{(it) => <Said preview={it} own={own} />}</Reading>
    </PageFrame>
  );
}

function Said({ preview, own }: { readonly preview: Preview; readonly own: string }) {
  const say = useText();
  const { head, lines, issued, finalAfter } = preview;
  if (issued !== undefined) {
    return (
      <Notice tone="good" title={say('preview.issued')}>
        <ButtonLink to={`/statements/${issued}`} primary>
          {say('statement.open')}
        </ButtonLink>
      </Notice>
    );
  }
  if (lines.length === 0)
    return (
      <Section title={say('lines')}>
        <Empty title={say('preview.none')}>{say('preview.noneDetail')}</Empty>
      </Section>
    );
  return (
    <>
      <Section title={say('preview.sums')}>
        {finalAfter !== undefined && (
          <Notice tone="warn" title={say('preview.moves')}>
            <p>
              {say('preview.finalAfter')} <Day at={finalAfter} />
            </p>
          </Notice>
        )}
        <Facts
          items={[
            [say('amount.withTax'), <Amount key="amount" value={preview.amount} exact words />],
            [say('net'), <Amount key="net" value={preview.net} exact />],
            [say('vat'), <Amount key="vat" value={preview.vat} exact />],
            [say('paymentRule'), <PaymentRule key="rule" payment={preview.payment} />],
          ]}
        />
        {sideOf(head, own) !== undefined && <Issuing preview={preview} own={own} />}
      </Section>
      <Lines of={{ ...preview, agreement: head.agreement }} content={preview} disputed={new Set()} />
      <Section title={say('rating')}>
        <RatingTable rating={preview.rating} />
      </Section>
    </>
  );
}

function Issuing({ preview: { head, finalAfter }, own }: { readonly preview: Preview; readonly own: string }) {
  const say = useText();
  const go = useNavigate();
  const issue = useWrite('POST /v1/agreements/{id}/statements', { onDone: ({ id }) => go(`/statements/${id}`) });
  const { agreement, month, buyer, supplier } = head;
  const other = own === buyer ? { supplier } : { buyer };
  return (
    <>
      <ProblemAlert error={issue.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={issue.isPending || finalAfter !== undefined}
          onClick={() => issue.mutate({ path: { id: agreement }, body: { month, ...other } })}
        >
          {say('issue')}
        </button>
      </p>
    </>
  );
}
