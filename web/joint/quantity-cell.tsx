import { CellField } from '../kit/cell-field.tsx';
import { useText } from './text.ts';
import { type Category, useUnitOptions } from './unit-options.ts';

interface QuantityCellProps {
  readonly row: { readonly key: string; readonly value: string; readonly unit: string };
  readonly category: Category | undefined;
  readonly fault: string | undefined;
  readonly onChange: (change: { readonly value?: string; readonly unit?: string }) => void;
}

/** A figure and its unit in a row. */
export function QuantityCell({ row: { key, value, unit }, category, fault, onChange }: QuantityCellProps) {
  const say = useText();
  const units = useUnitOptions();
  return (
    <span className="r-quantity">
      <CellField
        id={`${key}-value`}
        label={say('line.quantity')}
        figure
        value={value}
        fault={fault}
        onChange={(next) => onChange({ value: next })}
      />
      <CellField
        id={`${key}-unit`}
        label={say('line.unit')}
        value={unit}
        options={units(category, unit)}
        fault={undefined}
        onChange={(next) => onChange({ unit: next })}
      />
    </span>
  );
}
