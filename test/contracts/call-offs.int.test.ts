import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { type Agreed, agreed, confirmed } from './framework.ts';

let app: TestApp;
let its: Agreed;
beforeAll(async () => {
  app = await testApp();
  its = await agreed(app);
});

describe('a call-off', () => {
  it('is placed under a signed contract and confirmed', async () => {
    const id = await confirmed(app, its);
    const [buyer] = its.buyers;
    const { body } = await app.call('GET', `/v1/call-offs/${id}`, undefined, { as: buyer?.sub });
    expect(body).toMatchObject({ status: 'confirmed', lines: [{ canonical: { value: '5' }, fromFree: '0' }] });
  });
});
