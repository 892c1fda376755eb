import { expect } from 'vitest';
import type { CallOptions, Reply, TestApp } from '../support/app.ts';
import type { Party } from '../support/world.ts';
import { goodsQuote } from './quotes.ts';
import { eventsOf } from './streamed.ts';

export const outcome = ({ status, body }: Reply) => [status, body?.code];
export const ids = ({ body }: Reply): string[] => body.items.map(({ id }: { id: string }) => id);

/** What was answered, if it was done. */
export async function done(answer: Promise<Reply>, status = 201) {
  const { status: found, body } = await answer;
  expect(found, JSON.stringify(body)).toBe(status);
  return body;
}

export type EnquiryCalls = ReturnType<typeof enquiryCalls>;

/** What tests of enquiries ask of the application. */
export function enquiryCalls(t: TestApp) {
  const call = (method: string, path: string, body?: unknown, by?: Party | string, options: CallOptions = {}) =>
    t.call(method, path, body, { as: typeof by === 'string' ? by : by?.sub, ...options });
  const ask = (post: string, by: Party, more: object = {}) =>
    call('POST', `/v1/posts/${post}/enquiries`, { text: '含税到货价多少', ...more }, by);
  return {
    call,
    ask,
    asked: async (post: string, by: Party): Promise<string> => (await done(ask(post, by))).id,
    posted: async (by: Party, body: object): Promise<string> => (await done(call('POST', '/v1/posts', body, by))).id,
    quote: (enquiry: string, by: Party, more: object = {}) =>
      call('POST', `/v1/enquiries/${enquiry}/quotes`, { ...goodsQuote, ...more }, by),
    read: async (enquiry: string, by: Party) => (await call('GET', `/v1/enquiries/${enquiry}`, undefined, by)).body,
    types: async (id: string) => (await eventsOf(t, id)).map(({ type }) => type),
  };
}
