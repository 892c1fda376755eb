import serialize from 'canonicalize';

/** Any value that JSON carries. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object; a member that is `undefined` is absent. */
export type JsonObject = { readonly [key: string]: Json | undefined };

const texts = new WeakMap<object, string>();

/** The text of an answer's body, made once: its entity tag covers it, and then it is sent. Nothing changes a body meanwhile. */
export function textOf(body: object): string {
  const known = texts.get(body);
  if (known !== undefined) return known;
  const text = JSON.stringify(body);
  texts.set(body, text);
  return text;
}

/** RFC 8785 canonical JSON (JCS): the exact text that hashes and signatures cover. */
export function canonical(value: unknown): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
