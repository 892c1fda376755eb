import { type Column, Section, Table } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { Exact } from '../kit/exact.tsx';
import { Goods } from '../kit/goods.tsx';
import { goodsKey } from './draft.ts';
import type { Kind } from './round.ts';
import { useText } from './text.ts';

interface OmissionsProps {
  readonly kinds: readonly Kind[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly onChange: (reasons: Readonly<Record<string, string>>) => void;
}

/** Goods of last year that are not reported, and why (上年有、今年不报). */
export function Omissions({ kinds, reasons, onChange }: OmissionsProps) {
  const say = useText();
  if (kinds.length === 0) return null;
  const columns: readonly Column<Kind>[] = [
    { title: say('line.goods'), of: (kind) => <Goods category={kind.category} attributes={kind.attributes} /> },
    { title: say('line.lastYear'), of: ({ last, unit, basis }) => <Exact exact={last} unit={unit} basis={basis} /> },
    {
      title: say('omission.reason'),
      of: (kind) => {
        const key = goodsKey(kind);
        const value = reasons[key] ?? '';
        return (
          <CellField
            id={`omission-${kinds.indexOf(kind)}`}
            label={say('omission.reason')}
            long
            value={value}
            asked={value.trim() === ''}
            fault={undefined}
            onChange={(reason) => onChange({ ...reasons, [key]: reason })}
          />
        );
      },
    },
  ];
  return (
    <Section title={say('omissions')}>
      <Table caption={say('omissions')} columns={columns} items={kinds} keyOf={goodsKey} />
    </Section>
  );
}
