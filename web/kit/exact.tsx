import { parseFraction, roundHalfUp, toDecimal } from '../../shared/kernel/ratio.ts';
import { Amounted } from './values.tsx';

/** An exact fraction as people read it, and whether digits were left out. */
export function decimalOf(exact: string): { readonly value: string; readonly cut: boolean } {
  const ratio = parseFraction(exact);
  const whole = toDecimal(ratio, 6);
  return whole === undefined ? { value: roundHalfUp(ratio, 6), cut: true } : { value: whole, cut: false };
}

interface ExactProps {
  readonly exact: string;
  readonly unit: string;
  readonly basis?: string | undefined;
}

/** A quantity that is exact (精确值); one that does not end says so. */
export function Exact({ exact, unit, basis }: ExactProps) {
  const { value, cut } = decimalOf(exact);
  return (
    <span title={cut ? exact : undefined}>
      {cut && '≈ '}
      <Amounted value={{ value, unit, ...(basis === undefined ? {} : { basis }) }} />
    </span>
  );
}

/** An exact part of one, to a tenth of a per cent; a dash where there is none. */
export function Percent({ exact }: { readonly exact: string | null }) {
  return exact === null ? <>—</> : <span className="j-figure">{percentOf(exact)}%</span>;
}

/** The same without its sign, for a drawing. */
export function percentOf(exact: string): string {
  const { n, d } = parseFraction(exact);
  return roundHalfUp({ n: n * 100n, d }, 1);
}
