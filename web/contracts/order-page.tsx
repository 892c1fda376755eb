import { useNavigate } from 'react-router';
import { useWrite } from '../api/queries.ts';
import { ButtonLink, Empty, Notice, PageFrame, ProblemAlert, Section } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { useDraft } from '../kit/draft.ts';
import { useOwn } from '../kit/organisation.tsx';
import { itemsOf, partyName } from './agreement.ts';
import { Basket, type Basket as Lines, typedQuantity } from './basket.tsx';
import { faultsOf } from './faults.ts';
import { useText } from './text.ts';
import { type WithLedger, WithProgress } from './with-progress.tsx';
import './contracts.css';

/** Calling off (下单): lines of one supplier, what is left beside each, what it would cost now. */
export function Page() {
  return <WithProgress>{(read) => <Order {...read} />}</WithProgress>;
}

interface Draft {
  readonly supplier: string;
  readonly lines: Lines;
}

function Order({ agreement, progress }: WithLedger) {
  const say = useText();
  const own = useOwn();
  const go = useNavigate();
  const rows = progress.rows.filter(({ buyer }) => buyer === own);
  const suppliers = [...new Set(rows.map(({ supplier }) => supplier))];
  const [draft, setDraft, forget] = useDraft<Draft>(`order-${agreement.id}-${own}`, {
    supplier: suppliers[0] ?? '',
    lines: {},
  });
  const place = useWrite('POST /v1/agreements/{id}/call-offs', {
    onDone({ id }) {
      forget();
      return go(`/call-offs/${id}`);
    },
  });
  const items = itemsOf(agreement);
  const offered = rows.filter(({ supplier }) => supplier === draft.supplier);
  const chosen = offered.filter(({ item }) => (draft.lines[item]?.value ?? '').trim() !== '');
  const { placed, faults } = faultsOf(place.error, (at) => chosen[at]?.item);
  const submit = () =>
    place.mutate({
      path: { id: agreement.id },
      body: {
        supplier: draft.supplier,
        lines: chosen.map(({ item }) => {
          const line = draft.lines[item];
          return { itemId: item, quantity: typedQuantity(line), deliverBy: line?.deliverBy ?? '' };
        }),
      },
    });
  if (agreement.quoted !== undefined || rows.length === 0) {
    return (
      <PageFrame kicker={agreement.title} title={say('order')}>
        {agreement.quoted === undefined ? (
          <Empty title={say('order.none')}>{say('order.noneDetail')}</Empty>
        ) : (
          <Notice title={say('order.plain')}>
            <p>{say('order.plainDetail')}</p>
            <ButtonLink to={`/agreements/${agreement.id}`}>{say('agreement.open')}</ButtonLink>
          </Notice>
        )}
      </PageFrame>
    );
  }
  return (
    <PageFrame kicker={agreement.title} title={say('order')}>
      <Section title={say('order.from')}>
        <CellField
          id="order-supplier"
          label={say('supplier')}
          shown
          long
          value={draft.supplier}
          options={suppliers.map((value) => ({ value, label: partyName(agreement, value) ?? '' }))}
          fault={faults.get('supplier')}
          onChange={(supplier) => setDraft({ supplier, lines: {} })}
        />
        <p className="j-small">{say('order.about', { tolerance: agreement.terms.tolerance })}</p>
      </Section>
      <Section title={say('order.lines')} more={<span className="j-small">{say('kept')}</span>}>
        <Basket
          {...{ agreement, items, faults }}
          rows={offered}
          lines={draft.lines}
          onChange={(lines) => setDraft({ ...draft, lines })}
        />
      </Section>
      <ProblemAlert error={placed ? undefined : place.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={chosen.length === 0 || place.isPending}
          onClick={submit}
        >
          {say('order.place', { count: chosen.length })}
        </button>
        <button type="button" className="j-button" onClick={forget}>
          {say('startOver')}
        </button>
      </p>
    </PageFrame>
  );
}
