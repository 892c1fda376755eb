const form = /^([0-9]+)(?:[.]([0-9]+))?$/;

/** The shortest way to write a decimal, times ten to the power of `shift`: `"4.0"` is `"4"`. Exact; at least one digit. */
export function decimal(written: string, shift = 0): string {
  const [, whole = '0', fraction = ''] = form.exec(written.replaceAll(',', '')) ?? [];
  const digits = `${whole}${fraction}`;
  const point = whole.length + shift;
  const left = point > 0 ? digits.padEnd(point, '0').slice(0, point) : '';
  const right = point > 0 ? digits.slice(point) : `${'0'.repeat(-point)}${digits}`;
  const short = right.replace(/0+$/, '');
  const integer = left.replace(/^0+/, '') || '0';
  return short ? `${integer}.${short}` : integer;
}

const digit = '零一二三四五六七八九';
const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** A count in Chinese numerals below 100 million (`三百二十`), as a decimal; `undefined` where it is not well formed. */
export function chineseCount(written: string): string | undefined {
  let [total, section, last, lowest] = [0, 0, -1, Number.POSITIVE_INFINITY];
  for (const character of written) {
    const value = digit.indexOf(character === '两' ? '二' : character === '〇' ? '零' : character);
    const place = places[character];
    if (value >= 0) {
      if (last > 0) return undefined;
      last = value;
    } else if (place === 10_000) {
      if (total > 0) return undefined;
      total = (section + Math.max(last, 0)) * place;
      [section, last, lowest] = [0, -1, Number.POSITIVE_INFINITY];
    } else if (place !== undefined) {
      if (place >= lowest || (last < 0 && (place !== 10 || section > 0))) return undefined;
      section += Math.max(last, last < 0 ? 1 : 0) * place;
      [last, lowest] = [-1, place];
    } else return undefined;
  }
  const sum = total + section + Math.max(last, 0);
  return sum > 0 ? `${sum}` : undefined;
}
