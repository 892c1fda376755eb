import { beforeAll, expect } from 'vitest';
import { type CallOptions, type Reply, type TestApp, testApp } from '../support/app.ts';
import { contact } from './fixtures.ts';

export const firm = {
  name: '三明市闽岳钢铁有限公司',
  uscc: '91350404100001289W',
  kinds: ['supplier'],
  division: '350404',
  sizeClass: 'large',
  contact,
};
export const unknown = 'org_0195f000-0000-7000-8000-000000000009';
export const day = 86_400_000;

/** An application of this test file's own. */
export const test = {} as TestApp;
beforeAll(async () => {
  Object.assign(test, await testApp());
});

export const call = (method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply> =>
  test.call(method, path, body, options);
export const once = (key: string) => ({ 'Idempotency-Key': key });
export const outcome = ({ status, body }: Reply) => [status, body?.code];
export const at = (id: string, rest = '') => `/v1/organisations/${id}${rest}`;
export const decide = (id: string, decision: string, as = 'operator') =>
  call('POST', at(id, '/verification'), { decision, reason: '与登记机关信息核对' }, { as });

export async function registered(as: string, change: object = {}): Promise<string> {
  const { status, body } = await call('POST', '/v1/organisations', { ...firm, ...change }, { as });
  expect(status).toBe(201);
  return body.id;
}
