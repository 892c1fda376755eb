import { describe, expect, it } from 'vitest';
import { catalogueReactions } from '../../functions/catalogue/on.ts';
import { type ProductStore, productStore, type StreamedEvent } from '../../functions/catalogue/store.ts';
import type { Db } from '../../shared/table/client.ts';
import { getItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { allEvents } from '../../shared/table/log.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { at, decide, drafted, ids, kiln, published, verified } from './calls.ts';
import { cement } from './fixtures.ts';

describe('a supplier whose verification is taken away', () => {
  async function rejection(app: TestApp, org: string): Promise<StreamedEvent> {
    await decide(app, org, 'rejected');
    const [last] = (await allEvents(app.db, org)).slice(-1);
    const { seq, at, type, v, data } = JSON.parse(last?.json ?? '');
    return { id: `${org}/${seq}`, aggregate: 'organisation', aggregateId: org, seq, at, type, v, data };
  }

  /** Products whose database fails once, at the transaction of this number. */
  function failingAt(number: number, { db }: TestApp): ProductStore {
    let count = 0;
    const send = async (command: { constructor: { name: string } }) => {
      if (command.constructor.name === 'TransactWriteCommand' && ++count === number) throw new Error('power cut');
      return (db.send as (command: unknown) => Promise<unknown>)(command);
    };
    return productStore({ db: { ...db, send: send as Db['send'] }, random: () => 'salt', pseudonym: (sub) => sub });
  }

  it('has its products withdrawn, after a failure those that are left, and each once', async () => {
    const app = await testApp();
    const org = await verified(app, 'li');
    const other = await verified(app, 'wu', kiln);
    const mine = [await published(app), await published(app), await published(app)];
    const draft = await drafted(app);
    const theirs = await published(app, cement, 'wu');
    const event = await rejection(app, org);

    const failing = catalogueReactions({ ...app.deps, products: failingAt(2, app) });
    await expect(failing.react(event)).rejects.toThrow('power cut');
    expect(ids(await app.call('GET', `/v1/products?supplier=${org}`))).toHaveLength(2);
    const { react } = catalogueReactions(app.deps);
    await react(event);
    await react(event);
    expect(ids(await app.call('GET', `/v1/products?supplier=${org}`))).toEqual([]);
    expect(ids(await app.call('GET', '/v1/products'))).toEqual([theirs]);
    for (const id of mine) {
      const log = (await allEvents(app.db, id)).map(({ json }) => JSON.parse(json));
      expect(log.map(({ type }) => type)).toEqual(['ProductDrafted', 'ProductPublished', 'ProductWithdrawn']);
      expect(log[2]).toMatchObject({
        actor: { role: 'system' },
        data: { reason: 'organisation-rejected', event: event.id },
      });
    }
    expect((await getItem(app.db, keys.snapshot(draft)))?.version).toBe(1);

    await decide(app, org, 'verified');
    expect(ids(await app.call('GET', `/v1/products?supplier=${org}`))).toEqual([]);
    const [again = ''] = mine;
    expect((await app.call('POST', at(again, '/publication'), undefined, { as: 'li' })).status).toBe(200);
    await react(event);
    await react({ ...event, id: `${other}/2`, aggregateId: other, data: { decision: 'verified' } });
    expect(new Set(ids(await app.call('GET', '/v1/products')))).toEqual(new Set([again, theirs]));
  });
});
