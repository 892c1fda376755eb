import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { cement, issued, month, type Settled, settled } from './settlement-calls.ts';
import { yuan } from './settlement-fixtures.ts';

/** Each route of settlement with a request that its own side may make, by path and body. */
const routes = ({ id, index, lead, supplier }: Settled, statement: string) =>
  [
    ['GET', '/v1/price-indices'],
    ['GET', `/v1/price-indices/${index}`],
    ['GET', `/v1/price-indices/${index}/points?agreement=${id}`],
    ['GET', `/v1/price-indices/${index}/corrections?agreement=${id}`],
    [
      'PUT',
      `/v1/price-indices/${index}/points`,
      { points: [{ day: '2026-03-05', price: yuan('350.00') }], evidence: 'e' },
    ],
    [
      'POST',
      `/v1/price-indices/${index}/imports`,
      { file: Buffer.from('day,price\n2026-03-05,350').toString('base64'), evidence: 'e' },
    ],
    ['POST', `/v1/agreements/${id}/price-preview`, { itemId: cement, supplier: supplier.id, orderedOn: '2026-03-06' }],
    ['GET', `/v1/agreements/${id}/statement?month=${month}&buyer=${lead.id}&supplier=${supplier.id}`],
    ['GET', '/v1/statements'],
    ['GET', `/v1/statements/${statement}`],
    ['GET', `/v1/statements/${statement}/lines`],
    ['GET', `/v1/statements/${statement}/invoices`],
    ['GET', `/v1/statements/${statement}/corrections`],
    ['POST', `/v1/statements/${statement}/corrections`],
    ['POST', `/v1/statements/${statement}/disputes`, { lines: [{ line: 'x', amount: yuan('1.00') }], reason: 'r' }],
    ['POST', `/v1/statements/${statement}/confirmation`],
    [
      'POST',
      `/v1/statements/${statement}/invoices/check`,
      {
        number: '2635',
        amount: yuan('1.00'),
        issuedOn: '2026-03-01',
      },
    ],
    ['POST', `/v1/statements/${statement}/invoices`, { number: '2635', amount: yuan('1.00'), issuedOn: '2030-01-01' }],
    ['POST', `/v1/statements/${statement}/payments`, { amount: yuan('0.00'), paidOn: '2026-04-01', reference: 'r' }],
    ['POST', `/v1/statements/${statement}/rating`, { text: 't' }],
    ['GET', '/v1/payables?side=buyer'],
    ['GET', '/v1/payables?side=supplier'],
    ['GET', '/v1/payables/ages?side=supplier'],
    ['GET', '/v1/figures/years'],
    ['GET', `/v1/suppliers/${supplier.id}/performance`],
    ['GET', `/v1/figures/savings?agreement=${id}`],
    ['GET', `/v1/figures/progress?agreement=${id}`],
    ['GET', `/v1/figures/concentration?agreement=${id}`],
    ['GET', `/v1/figures/on-time?agreement=${id}`],
  ] as const;

/** Past the door: what a request comes to that its caller may make. 409 and 422 are of its content. */
const may = [200, 201, 409, 422];

describe('every route of settlement by every role', () => {
  let app: TestApp;
  let its: Settled;
  let id: string;
  const doors = async (as: string): Promise<string> => {
    const answers: string[] = [];
    for (const [method, path, body] of routes(its, id)) {
      const { status } = await app.call(method, path, body, { as });
      answers.push(may.includes(status) ? '+' : status === 403 ? 'f' : status === 404 ? 'n' : String(status));
    }
    return answers.join('');
  };
  beforeAll(async () => {
    app = await testApp();
    its = await settled(app);
    id = await issued(app, its);
  });

  it('opens to its own side, and to others as its rule says', async () => {
    expect({
      buyer: await doors(its.lead.sub),
      supplier: await doors(its.supplier.sub),
      'another buyer': await doors(its.buyers[1]?.sub ?? ''),
      'another supplier': await doors(its.winners[1]?.sub ?? ''),
      operator: await doors('operator'),
      supervisor: await doors('supervisor'),
      nobody: await doors('nobody'),
    }).toEqual({
      buyer: '++++++++++++++++ff+++++++++++',
      supplier: 'fn++nn++++++++++++f++++++f+f+',
      'another buyer': '+n++nnnn+nnnnnnnnnnn+++++++++',
      'another supplier': 'fn++nnnn+nnnnnnnnnnn++++ff+f+',
      operator: 'fnnnnnnnfnnnnnnnnnnnfffffnnnn',
      supervisor: 'f+++ff++f++++ffffffffff++++++',
      nobody: 'fnnnnnnnfnnnnnnnnnnnfffffnnnn',
    });
  });
});
