import { expect } from 'vitest';
import { reactions } from '../../functions/react.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import type { Reply, TestApp } from '../support/app.ts';
import type { Party } from '../support/world.ts';
import { terms } from './matchmaking-fixtures.ts';

export const all = '/v1/matchmaking-events';
export const outcome = ({ status, body }: Reply) => [status, body?.code];
export const people = [{ name: '林秘密', phone: '0598-5550799' }];
export const bringing = (more: object = {}) => ({ people, ...more });
export const postOf = (by: Party): string => `pst_${by.id.slice(4)}`;

/** What the showcase hears of elsewhere, as the stream tells it. */
export function hearing(t: TestApp) {
  async function heard(
    type: string,
    aggregateId: string,
    seq: number,
    data: object,
    aggregate = 'post',
  ): Promise<void> {
    const at = new Date(t.clock.now).toISOString();
    const event = { id: `${aggregateId}/${seq}`, aggregate, aggregateId, seq, at, type, v: 1, data };
    const showcase = reactions(t.deps).find(({ context }) => context === 'showcase');
    await showcase?.react(event as unknown as StreamedEvent);
  }
  const expiresAt = '2026-06-01T00:00:00.000Z';

  return {
    heard,

    posted: (by: Party) =>
      heard('PostPublished', postOf(by), 1, {
        poster: { id: by.id, name: by.name, uscc: '' },
        terms: { subject: 'steel.rebar', expiresAt },
        publishedAt: expiresAt,
      }),

    /** The market keeps these as the matches of a firm's post. */
    kept: (by: Party, seq: number, found: readonly (readonly [Party, string])[], gone: readonly Party[] = []) =>
      heard(
        'MatchesKept',
        `mch_${by.id.slice(4)}`,
        seq,
        {
          post: postOf(by),
          poster: { id: by.id, name: by.name },
          kind: 'demand',
          subject: 'steel.rebar',
          found: found.map(([{ id, name }, score]) => ({
            post: `pst_${id.slice(4)}`,
            version: 1,
            poster: { id, name },
            score,
          })),
          changed: [],
          gone: gone.map(postOf),
          at: new Date(t.clock.now).toISOString(),
        },
        'match-list',
      ),
  };
}

/** Announces an event of three slots on 20 March. */
export async function announced({ call }: TestApp, more: object = {}): Promise<string> {
  const answer = await call('POST', all, { ...terms, ...more }, { as: 'operator' });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}
