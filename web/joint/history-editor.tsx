import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { type Column, Empty, Notice, ProblemAlert, Section, Table } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { Exact } from '../kit/exact.tsx';
import { Goods } from '../kit/goods.tsx';
import type { PastedRow } from '../kit/paste.ts';
import { PastePanel } from '../kit/paste-panel.tsx';
import { typed, unitKey, unitOf } from '../kit/typed.ts';
import { AddGoods } from './add-goods.tsx';
import { isFigure, useCategories } from './canonicals.ts';
import { freshKey, goodsKey, type NewGoods } from './draft.ts';
import { faultsOf } from './faults.ts';
import { QuantityCell } from './quantity-cell.tsx';
import type { Kind, Report, Round } from './round.ts';
import { useText } from './text.ts';

/** A figure of last year as it is typed. */
interface Row extends NewGoods {
  readonly key: string;
  readonly value: string;
}

interface HistoryEditorProps {
  readonly round: Round;
  readonly unit: string;
  readonly report: Report;
}

/** Last year's figures of one unit: typed, or pasted from a spreadsheet, and sent all at once. */
export function HistoryEditor({ round, unit, report }: HistoryEditorProps) {
  const say = useText();
  const [draft, setDraft, forget] = useDraft<readonly Row[] | undefined>(`history-${round.id}-${unit}`, undefined);
  const rows = draft ?? report.entered.map(rowOf);
  const [unread, setUnread] = useState<readonly string[]>([]);
  const [saved, setSaved] = useState(false);
  const send = useWrite('PUT /v1/demand-rounds/{id}/history/{org}', { onDone: () => setSaved(true) });
  const categories = useCategories(rows.map(({ category }) => category));
  const { faults, placed } = faultsOf(send.error, 'figures');
  const fault = (row: Row, ...fields: readonly string[]) =>
    fields.map((field) => faults.get(`${rows.indexOf(row)}/${field}`)).find((each) => each !== undefined);
  const put = (next: readonly Row[]) => {
    setSaved(false);
    setDraft(next);
  };
  const paste = (pasted: readonly PastedRow[]) => {
    put([...rows, ...pasted.flatMap(pastedRow)]);
    setUnread(pasted.filter((row) => row.category === undefined || row.unread.length > 0).map(({ text }) => text));
  };
  const columns: readonly Column<Row>[] = [
    {
      title: say('line.goods'),
      of: (row) => (
        <span className="r-goods">
          <span>
            <Goods category={row.category} attributes={row.attributes} />
          </span>
          {fault(row, 'category', 'attributes') !== undefined && (
            <span className="j-cell-fault">{fault(row, 'category', 'attributes')}</span>
          )}
          <button type="button" className="r-link" onClick={() => put(rows.filter(({ key }) => key !== row.key))}>
            {say('line.remove')}
          </button>
        </span>
      ),
    },
    {
      title: say('history.quantity'),
      of: (row) => (
        <QuantityCell
          row={row}
          category={categories.get(row.category)}
          fault={fault(row, 'quantity')}
          onChange={(change) => put(rows.map((each) => (each.key === row.key ? { ...each, ...change } : each)))}
        />
      ),
    },
  ];
  if (report.standing === 'signed') {
    return (
      <Section title={say('history.counts')}>
        <Notice title={say('history.signed')} />
        <Counting kinds={report.lastYear} />
      </Section>
    );
  }
  const unfilled = rows.filter(({ value }) => !isFigure(typed(value))).length;
  return (
    <>
      <Section title={say('history.entered')} more={<span className="j-small">{say('kept')}</span>}>
        {rows.length === 0 ? (
          <Empty title={say('history.none')}>{say('history.noneDetail')}</Empty>
        ) : (
          <Table caption={say('history.entered')} columns={columns} items={rows} keyOf={({ key }) => key} />
        )}
        <PastePanel onRows={paste} />
        {unread.length > 0 && (
          <Notice tone="warn" title={say('history.unread')}>
            <ul>
              {unread.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Notice>
        )}
        <AddGoods round={round} onAdd={(goods) => put([...rows, { ...goods, key: freshKey(), value: '' }])} />
        <ProblemAlert error={placed ? undefined : send.error} />
        {saved && <Notice tone="good" title={say('history.saved')} />}
        <p className="j-actions">
          <button
            type="button"
            className="j-button j-button-primary"
            disabled={send.isPending || unfilled > 0 || rows.length + report.entered.length === 0}
            onClick={() =>
              send.mutate({ path: { id: round.id, org: unit }, body: bodyOf(rows) }, { onSuccess: () => forget() })
            }
          >
            {say('history.send')}
          </button>
          <button type="button" className="j-button" onClick={forget}>
            {say('history.undo')}
          </button>
          {unfilled > 0 && <strong className="r-asked">{say('report.unread', { count: unfilled })}</strong>}
        </p>
      </Section>
      <Section title={say('history.counts')} more={<span className="j-small">{say('history.countsAbout')}</span>}>
        <Counting kinds={report.lastYear} />
      </Section>
    </>
  );
}

/** What counts as last year's now: what was entered, and of other goods what the round before had locked. */
function Counting({ kinds }: { readonly kinds: readonly Kind[] }) {
  const say = useText();
  const counting = kinds.filter(({ last }) => !last.startsWith('0/'));
  const columns: readonly Column<Kind>[] = [
    { title: say('line.goods'), of: (kind) => <Goods category={kind.category} attributes={kind.attributes} /> },
    {
      title: say('line.lastYear'),
      of: ({ last, unit, basis }) => <Exact exact={last} unit={unit} basis={basis} />,
      figure: true,
    },
  ];
  if (counting.length === 0) return <p className="j-muted">{say('history.countsNone')}</p>;
  return (
    <Table
      caption={say('history.counts')}
      columns={columns}
      items={counting}
      keyOf={(kind) => `${goodsKey(kind)} ${unitKey(kind)}`}
    />
  );
}

type Entered = Report['entered'][number];

const rowOf = ({ category, attributes, quantity }: Entered, at: number): Row => ({
  key: `entered-${at}`,
  category,
  attributes,
  value: quantity.value,
  unit: unitKey(quantity),
});

/** What was read of a pasted line; one whose goods are not known is named instead. */
function pastedRow({ category, attributes, value, unit, basis }: PastedRow): readonly Row[] {
  if (category === undefined) return [];
  const measure = unit === undefined ? '' : unitKey({ unit, basis });
  return [{ key: freshKey(), category, attributes: attributes as Row['attributes'], value, unit: measure }];
}

type HistoryBody = Body<'PUT /v1/demand-rounds/{id}/history/{org}'>;

const bodyOf = (rows: readonly Row[]): HistoryBody =>
  ({
    figures: rows.map(({ category, attributes, value, unit }) => ({
      category,
      attributes,
      quantity: { value: typed(value), ...unitOf(unit) },
    })),
  }) as unknown as HistoryBody;
