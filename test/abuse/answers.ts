import { problemTexts } from '../../functions/problems.ts';
import { sealedPrice, type World } from './world.ts';

/** What stands somewhere in the world, and what roles may read it. */
const marks: Readonly<Record<string, RegExp>> = {
  [sealedPrice]: /^$/,
  秘密草稿: /^builder/,
  秘密正文: /^(?!anonymous|user|pending|rejected|committee|other)/,
  秘密留言: /^(builder|mill)/,
  秘密附件: /^(builder|mill)/,
  秘密意向: /^(builder|mill|operator)/,
  秘密举报: /^(third|operator)/,
  秘密直播: /^mill/,
  秘密图纸: /^builder/,
  林秘密: /^(mill|operator)/,
  'secret-token': /^builder/,
  'secret@firm.example': /^builder/,
};

/** Words of the inside, which tell whoever reads them how we are made. */
const inside =
  /node_modules|\.ts:\d|\bat \w+ \(|DynamoDB|ConditionalCheck|ValidationException|\b(main|vault)-[0-9a-f]{12}|TypeError|SyntaxError|RangeError|ZodError|\[object /;

/** The longest refusal: whoever sends much gets little back. */
const longest = 64 * 1024;

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export async function sent(w: World, path: string, init: RequestInit): Promise<Answer> {
  const reply = await w.t.app.request(path, init);
  return { status: reply.status, text: await reply.text(), headers: reply.headers };
}

export const codeOf = ({ status, text }: Answer): string | undefined =>
  status < 400 ? undefined : text.match(/"code":"([a-z-]+)","instance"/)?.[1];

/** Whose words an answer says to a role that may not read them. */
export const leaksOf = ({ text, headers }: Answer, role: string): string[] => {
  const all = text + JSON.stringify([...headers]);
  return Object.entries(marks).flatMap(([mark, readers]) => (all.includes(mark) && !readers.test(role) ? [mark] : []));
};

/** What is wrong with an answer, whoever asked for whatever: nothing, or it is a bug. */
export function faultsOf(answer: Answer, role: string): string[] {
  const { status, text, headers } = answer;
  const faults = leaksOf(answer, role).map((mark) => `says ${mark}`);
  if (status >= 500) faults.push(`broke: ${status}`);
  if (status < 400) return faults;
  if (inside.test(text)) faults.push(`tells of the inside: ${text.match(inside)?.[0]}`);
  if (text.length > longest) faults.push(`answers with ${text.length} characters`);
  if (headers.get('content-type') !== 'application/problem+json') return [...faults, 'is no problem'];
  const { code, title, detail, errors = [] } = JSON.parse(text);
  for (const each of [code, ...errors.map((one: { code: string }) => one.code)]) {
    if (!Object.hasOwn(problemTexts, each)) faults.push(`has no text for ${each}`);
  }
  for (const words of [title, detail, ...errors.map((one: { message: string }) => one.message)]) {
    if (/\{\w+\}/.test(words)) faults.push(`leaves a place open: ${words}`);
  }
  if (!/[\u4e00-\u9fff]/.test(title) && !/[A-Z]/.test(title)) faults.push(`says ${title} in no language`);
  return faults;
}
