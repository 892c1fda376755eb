/**
 * A text in every dress that it could leave a page in: as it is, percent-encoded, in hexadecimal, in either base64 at whichever
 * of its three places, in UTF-16, escaped as JSON. What is looked through is taken as bytes.
 */
export function disguises(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const plain = [
    text,
    encodeURIComponent(text),
    encodeURIComponent(encodeURIComponent(text)),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    escaped(text),
    ...[0, 1, 2].flatMap((shift) => base64At(bytes, shift)),
  ];
  return [...new Set(plain)].map((each) => Buffer.from(each)).concat(Buffer.from(text, 'utf16le'));
}

/** As JSON writers do that keep to ASCII. */
const escaped = (text: string): string =>
  [...text].map((char) => (char > '~' ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char)).join('');

/** The characters of base64 that these bytes alone decide, where `shift` bytes stand before them. */
function base64At(bytes: Buffer, shift: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
  const sure = whole.toString('base64').replace(/=+$/, '');
  const from = Math.ceil((shift * 4) / 3);
  const to = Math.floor((whole.length * 8) / 6);
  const found = sure.slice(from, to);
  return [found, found.replaceAll('+', '-').replaceAll('/', '_')];
}

/** Which of the texts stand in what was seen, in whatever dress. */
export function found(texts: readonly string[], seen: readonly (string | Buffer)[]): readonly string[] {
  const hay = Buffer.concat(seen.flatMap((each) => [Buffer.from(each), Buffer.from('\n')]));
  return texts.filter((text) => disguises(text).some((each) => hay.includes(each)));
}
