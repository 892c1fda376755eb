import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { item, type Party, party, tenderBody } from '../support/world.ts';

let t: TestApp;
let buyer: Party;

beforeAll(async () => {
  t = await testApp();
  buyer = await party(t.call, 1, 'buyer', { affiliates: ['914403003429409755'] });
});

const lotWith = (more: object) => ({ lots: [{ title: '螺纹钢', items: [{ ...item(), ...more }] }] });
const lotId = 'lot_01952000-0000-7000-8000-000000000001';

describe('a draft that is wrong', () => {
  it.each([
    [
      'a float amount',
      { lots: [{ title: '螺纹钢', items: [item()], ceiling: { amount: 3520.5, currency: 'CNY' } }] },
      400,
      'number-not-string',
      '/lots/0/ceiling/amount',
    ],
    [
      'more than fen',
      { lots: [{ title: '螺纹钢', items: [item()], ceiling: { amount: '3520.505', currency: 'CNY' } }] },
      400,
      'too-many-places',
      '/lots/0/ceiling/amount',
    ],
    [
      'another currency',
      { lots: [{ title: '螺纹钢', items: [item()], ceiling: { amount: '3520.50', currency: 'USD' } }] },
      400,
      'currency-unknown',
      '/lots/0/ceiling/currency',
    ],
    [
      'full-width digits',
      lotWith({ quantity: { value: '１００', unit: 'TNE', basis: 'weighed' } }),
      400,
      'full-width-digits',
      '/lots/0/items/0/quantity/value',
    ],
    [
      'a quantity as a number',
      lotWith({ quantity: { value: 100, unit: 'TNE', basis: 'weighed' } }),
      400,
      'number-not-string',
      '/lots/0/items/0/quantity/value',
    ],
    [
      'nothing to buy',
      lotWith({ quantity: { value: '0.000', unit: 'TNE', basis: 'weighed' } }),
      400,
      'quantity-zero',
      '/lots/0/items/0/quantity',
    ],
    [
      'an unknown unit',
      lotWith({ quantity: { value: '1', unit: '吨', basis: 'weighed' } }),
      400,
      'unit-unknown',
      '/lots/0/items/0/quantity/unit',
    ],
    [
      'a unit not traded',
      lotWith({ quantity: { value: '1', unit: 'BG' } }),
      422,
      'unit-not-traded',
      '/lots/0/items/0/quantity/unit',
    ],
    [
      'no basis',
      lotWith({ quantity: { value: '1', unit: 'TNE' } }),
      422,
      'basis-required',
      '/lots/0/items/0/quantity/basis',
    ],
    ['an unknown field', { colour: 'red' }, 400, 'unknown-field', '/colour'],
    ['an unknown field deep down', lotWith({ origin: '三明' }), 400, 'unknown-field', '/lots/0/items/0/origin'],
    [
      'a lot named twice',
      { lots: [1, 2].map((n) => ({ id: lotId, title: `${n}`, items: [item()] })) },
      422,
      'duplicate-lot',
      '/lots/1/id',
    ],
    [
      'attributes outside the category',
      lotWith({ attributes: { grade: 'HRB400E', diameter: 20, wall: 3 } }),
      422,
      'unknown-attribute',
      '/lots/0/items/0/attributes/wall',
    ],
    [
      'an attribute out of its values',
      lotWith({ attributes: { grade: 'HRB335', diameter: 20 } }),
      422,
      'attribute-not-allowed',
      '/lots/0/items/0/attributes/grade',
    ],
    ['an unknown category', lotWith({ category: 'steel.foil' }), 422, 'category-unknown', '/lots/0/items/0/category'],
    [
      'an unknown division',
      lotWith({ deliveryPoint: { division: '990000', address: '某地' } }),
      400,
      'division-unknown',
      '/lots/0/items/0/deliveryPoint/division',
    ],
    ['a deadline that is no instant', { deadline: '2026-03-24 09:00' }, 400, 'not-an-instant', '/deadline'],
    ['no lots', { lots: [] }, 400, 'out-of-range', '/lots'],
    [
      'a catalogue cited without its hash',
      { procurementCatalogue: '2026-03-02' },
      400,
      'citation-malformed',
      '/procurementCatalogue',
    ],
  ])('with %s is refused with its own code and place', async (_, more, status, code, pointer) => {
    const { body, status: got } = await t.call('POST', '/v1/tenders', tenderBody(more), { as: buyer.sub });
    expect([got, body.code, body.errors?.map((error: { pointer: string }) => error.pointer)]).toEqual([
      status,
      code,
      [pointer],
    ]);
    expect(body.title).toMatch(/[\u4e00-\u9fff]/);
  });

  it('with several faults names each, in the language asked for', async () => {
    const wrong = tenderBody({ title: '', bidValidityDays: 'x', colour: 1 });
    const { body, headers } = await t.call('POST', '/v1/tenders', wrong, {
      as: buyer.sub,
      headers: { 'Accept-Language': 'en-GB,en;q=0.9' },
    });
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({
      status: 400,
      code: 'invalid-request',
      title: 'Invalid request',
      instance: expect.stringMatching(/^req_/),
    });
    expect(
      body.errors.map((error: { pointer: string; code: string }) => `${error.pointer} ${error.code}`).sort(),
    ).toEqual(['/bidValidityDays wrong-type', '/colour unknown-field', '/title required']);
    expect(body.type).toMatch(/\/problems\/invalid-request$/);
    expect((await t.call('GET', new URL(body.type).pathname)).body.en.title).toBe('Invalid request');
  });

  it('is told from one that is no JSON, has no JSON, or is too large', async () => {
    const options = { as: buyer.sub };
    expect((await t.call('POST', '/v1/tenders', '{', options)).body).toMatchObject({
      status: 400,
      code: 'malformed-json',
    });
    const halfACharacter = JSON.stringify(tenderBody()).replace('2026年度', '\\ud800');
    expect((await t.call('POST', '/v1/tenders', halfACharacter, options)).body).toMatchObject({
      status: 400,
      code: 'malformed-json',
    });
    const plain = { ...options, headers: { 'Content-Type': 'text/plain' } };
    expect((await t.call('POST', '/v1/tenders', '{}', plain)).body).toMatchObject({
      status: 415,
      code: 'content-type-not-json',
    });
    const large = JSON.stringify(tenderBody({ title: 'x'.repeat(300_000) }));
    expect((await t.call('POST', '/v1/tenders', large, options)).body).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
  });

  it('that is right may cite a version of the procurement catalogue', async () => {
    const procurementCatalogue = `2026-03-02.2@sha256:${'ab'.repeat(32)}`;
    const other = await party(t.call, 2, 'buyer');
    const { status, body } = await t.call('POST', '/v1/tenders', tenderBody({ procurementCatalogue }), {
      as: other.sub,
    });
    expect([status, body.procurementCatalogue]).toEqual([201, procurementCatalogue]);
  });

  it('stored nothing', async () => {
    expect((await t.call('GET', '/v1/tenders?status=draft', undefined, { as: buyer.sub })).body.items).toEqual([]);
  });
});
