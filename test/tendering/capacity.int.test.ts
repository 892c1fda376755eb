import { describe, expect, it } from 'vitest';
import { listAll } from '../../shared/table/query.ts';
import { testApp } from '../support/app.ts';
import { counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { itemSize, readUnits } from '../support/item-size.ts';
import { type Party, parties, party, published, putBid, sealed } from '../support/world.ts';

describe('what it costs', () => {
  it('a bid is one conditional write of its size and at most two reads; a public tender one read', async () => {
    const db = counting(await freshDb());
    const t = await testApp({ db });
    const buyer = await party(t.call, 1, 'buyer');
    const [one, two] = (await parties(t.call, 10, 2)) as [Party, Party];
    const tender = await published(t.call, buyer);
    const cold = await testApp({ db });

    const body = await sealed(tender, one, '3300');
    db.reset();
    expect((await putBid(cold.call, tender, one, body)).status).toBe(200);
    expect(db.commands.map(({ name }) => name)).toEqual(['Query', 'Get', 'Put']);
    // The membership consistently, the gate eventually, each under 4 KB: by AWS's formula 1 and 0.5 units.
    expect(db.reads).toBe(1.5);
    // One unit a begun KB: AWS charges a put what the emulator does.
    const bytes = JSON.stringify(body.envelope).length;
    expect(db.writes).toBeGreaterThanOrEqual(Math.ceil(bytes / 1024));
    expect(db.writes).toBeLessThanOrEqual(Math.ceil((bytes + 1536) / 1024));

    db.reset();
    expect((await putBid(cold.call, tender, two, await sealed(tender, two, '3300'))).status).toBe(200);
    // Within a second the gate is not read again.
    expect(db.commands.map(({ name }) => name)).toEqual(['Query', 'Put']);

    db.reset();
    const replaced = await putBid(cold.call, tender, two, await sealed(tender, two, '3200'), { 'If-Match': '"1"' });
    expect(replaced.body.receipt.revision).toBe(2);
    expect(db.commands.map(({ name }) => name)).toEqual(['Query', 'Get', 'Put']);

    db.reset();
    expect((await t.call('GET', `/v1/tenders/${tender.id}`)).status).toBe(200);
    const read = [...db.commands];
    // Eventually consistent; the snapshot has the rule pack in it, and 4 KB begun are half a unit.
    const [snapshot = {}] = await listAll(db, tender.id, '@');
    expect(itemSize(snapshot)).toBeLessThan(16 * 1024);
    expect(read).toEqual([{ name: 'Get', units: readUnits(itemSize(snapshot)) / 2 }]);
  });
});
