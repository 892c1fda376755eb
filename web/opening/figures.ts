import { plain } from '../kit/format.ts';

/** `0.13` as `13%`: the point moves as text, two places to the right. */
export function percent(fraction: string): string {
  const negative = fraction.startsWith('-');
  const [whole = '0', decimals = ''] = fraction.replace('-', '').split('.');
  const padded = decimals.padEnd(2, '0');
  const digits = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  return `${negative ? '-' : ''}${plain(`${digits}.${padded.slice(2)}`).replace(/\.$/, '')}%`;
}
