import { divisions } from '../../shared/commodity/divisions.ts';
import { type Column, Table } from '../kit/blocks.tsx';
import { CellField, type Option } from '../kit/cell-field.tsx';
import { Exact } from '../kit/exact.tsx';
import { Goods } from '../kit/goods.tsx';
import { useLanguage } from '../kit/language.ts';
import type { Canonical, Deviation } from './canonicals.ts';
import type { DraftLine } from './draft.ts';
import { QuantityCell } from './quantity-cell.tsx';
import { monthsOf, type Round } from './round.ts';
import { useText } from './text.ts';
import type { Category } from './unit-options.ts';
import { Change, useMonthText } from './values.tsx';

interface LinesTableProps {
  readonly round: Round;
  readonly lines: readonly DraftLine[];
  readonly categories: ReadonlyMap<string, Category>;
  readonly canonicals: ReadonlyMap<string, Canonical>;
  readonly deviations: ReadonlyMap<string, Deviation>;
  /** What the API refused, by line and field. */
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (line: DraftLine) => void;
  readonly onRemove: (key: string) => void;
  /** Another line of the same goods: another month, another place. */
  readonly onAgain: (line: DraftLine) => void;
}

/** The lines of a report to fill in, each with its canonical quantity and last year's beside it. */
export function LinesTable(props: LinesTableProps) {
  const { round, lines, categories, canonicals, deviations, faults, onChange, onRemove, onAgain } = props;
  const say = useText();
  const monthText = useMonthText();
  const places = usePlaces();
  const fault = (line: DraftLine, field: string) => faults.get(`${lines.indexOf(line)}/${field}`);
  const months = monthsOf(round).map((value) => ({ value, label: monthText(value) }));
  const columns: readonly Column<DraftLine>[] = [
    {
      title: say('line.goods'),
      of: (line) => (
        <span className="r-goods">
          <span>
            <Goods category={line.category} attributes={line.attributes} />
          </span>
          <span className="r-row-actions">
            <button type="button" className="r-link" onClick={() => onAgain(line)}>
              {say('line.again')}
            </button>
            <button type="button" className="r-link" onClick={() => onRemove(line.key)}>
              {say('line.remove')}
            </button>
          </span>
        </span>
      ),
    },
    {
      title: say('line.quantity'),
      of: (line) => (
        <QuantityCell
          row={line}
          category={categories.get(line.category)}
          fault={fault(line, 'quantity') ?? canonicals.get(line.key)?.fault}
          onChange={(change) => onChange({ ...line, ...change })}
        />
      ),
    },
    {
      title: say('line.canonical'),
      figure: true,
      of: ({ key }) => {
        const found = canonicals.get(key);
        return found?.exact === undefined ? <>—</> : <Exact {...found} exact={found.exact} />;
      },
    },
    {
      title: say('line.lastYear'),
      of: (line) => {
        const found = deviations.get(line.key);
        const { unit = '', basis } = canonicals.get(line.key) ?? {};
        return (
          <span className="r-change">
            {found === undefined ? (
              <span className="j-muted">{say('change.new')}</span>
            ) : (
              <span>
                <Exact exact={found.last} unit={unit} basis={basis} />{' '}
                {found.change !== undefined && <Change change={found.change} over={found.over} />}
              </span>
            )}
            {(found?.over || line.reason !== '' || fault(line, 'reason') !== undefined) && (
              <CellField
                id={`${line.key}-reason`}
                label={say('line.reason')}
                shown
                long
                value={line.reason}
                asked={found?.over === true && line.reason.trim() === ''}
                fault={fault(line, 'reason')}
                onChange={(reason) => onChange({ ...line, reason })}
              />
            )}
          </span>
        );
      },
    },
    {
      title: say('line.commitment'),
      of: (line) => (
        <CellField
          id={`${line.key}-commitment`}
          label={say('line.commitment')}
          figure
          narrow
          value={line.commitment}
          fault={fault(line, 'commitment')}
          onChange={(commitment) => onChange({ ...line, commitment })}
        />
      ),
    },
    {
      title: say('line.delivery'),
      of: (line) => (
        <span className="r-delivery">
          <CellField
            id={`${line.key}-month`}
            label={say('line.month')}
            value={line.month}
            options={months}
            fault={fault(line, 'month')}
            onChange={(month) => onChange({ ...line, month })}
          />
          <CellField
            id={`${line.key}-division`}
            label={say('line.division')}
            value={line.division}
            options={places}
            fault={fault(line, 'division')}
            onChange={(division) => onChange({ ...line, division })}
          />
          <CellField
            id={`${line.key}-address`}
            label={say('line.address')}
            long
            value={line.address}
            fault={fault(line, 'deliveryPoint')}
            onChange={(address) => onChange({ ...line, address })}
          />
        </span>
      ),
    },
  ];
  return (
    <div className="r-edit">
      <Table caption={say('report.lines')} columns={columns} items={lines} keyOf={({ key }) => key} />
    </div>
  );
}

/** The counties of Sanming; the city itself is none. */
export function usePlaces(): readonly Option[] {
  const language = useLanguage();
  return divisions()
    .filter(({ level }) => level !== 'city')
    .map(({ code, name }) => ({ value: code, label: name[language] }));
}
