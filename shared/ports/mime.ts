import { type Mail, unsubscribeHeaders } from './mail.ts';

/** Bytes of text in an encoded word: with its frame and the header's name a line has at most 76 characters (RFC 2047 §2). */
const wordBytes = 39;
const bodyLine = 76;

/**
 * A mail as a file (RFC 5322, RFC 2045): headers in ASCII, the text in UTF-8 and base64.
 * @throws `Error` for a header whose value holds a line end, so that no value begins another header
 */
export function eml(mail: Mail, { from, at }: { readonly from: string; readonly at: Date }): string {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const headers: readonly (readonly [string, string])[] = [
    ['From', from],
    ['To', mail.to],
    ['Subject', encodedHeader(mail.subject)],
    ['Date', at.toUTCString().replace('GMT', '+0000')],
    ['Message-ID', `<${mail.id}@${domain}>`],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Transfer-Encoding', 'base64'],
    ...unsubscribeHeaders(mail),
  ];
  const body =
    Buffer.from(mail.text)
      .toString('base64')
      .match(new RegExp(`.{1,${bodyLine}}`, 'g')) ?? [];
  return [...headers.map(headerLine), '', ...body, ''].join('\r\n');
}

function headerLine([name, value]: readonly [string, string]): string {
  // The only line ends that may stand here are those that fold a header.
  if (/[^\x20-\x7e]/.test(value.replaceAll('\r\n ', ' '))) throw new Error(`the header ${name} is not plain text`);
  return `${name}: ${value}`;
}

/** Text of a header as it is, or in encoded words, none of which cuts a character in two. */
export function encodedHeader(text: string): string {
  if (/^[\x20-\x7e]{0,60}$/.test(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text.replaceAll(/\p{Cc}+/gu, ' ')) {
    if (Buffer.byteLength(word + character) > wordBytes) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ');
}
