import { expect } from 'vitest';
import type { Reply, TestApp } from '../support/app.ts';
import type { Party } from '../support/world.ts';
import { terms } from './fixtures.ts';

export const at = (id: string, rest = ''): string => `/v1/live-sessions/${id}${rest}`;
export const ids = ({ body }: Reply): string[] => body.items.map(({ id }: { id: string }) => id);
export const outcome = ({ status, body }: Reply) => [status, body?.code];

/** So many days after the usual evening. */
export function later(days: number): { startsAt: string; endsAt: string } {
  const moved = (instant: string) => new Date(Date.parse(instant) + days * 86_400_000).toISOString();
  return { startsAt: moved(terms.startsAt), endsAt: moved(terms.endsAt) };
}

/** Drafts a session of these products. */
export async function drafted({ call }: TestApp, by: Party, products: readonly string[], more: object = {}) {
  const showings = products.map((product) => ({ product }));
  const answer = await call('POST', '/v1/live-sessions', { ...terms, products: showings, ...more }, { as: by.sub });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id as string;
}

/** Drafts and announces one. */
export async function announced(test: TestApp, by: Party, products: readonly string[], more: object = {}) {
  const id = await drafted(test, by, products, more);
  expect((await test.call('POST', at(id, '/announcement'), undefined, { as: by.sub })).status).toBe(200);
  return id;
}
