import { expect } from 'vitest';
import type { Reply, TestApp } from '../support/app.ts';
import { rebar, supplier } from './fixtures.ts';

/** Another supplier. */
export const kiln = { uscc: '913504241000019831', name: '宁化岩衡水泥有限公司' };

export const at = (id: string, rest = ''): string => `/v1/products/${id}${rest}`;
export const ids = ({ body }: Reply): string[] => body.items.map(({ id }: { id: string }) => id);

/** A supplier that awaits verification, and its admin and sales, `as`. */
export async function registered(
  { call }: TestApp,
  as: string,
  { uscc, name } = supplier as typeof kiln,
): Promise<string> {
  const contact = { name: '林启明', phone: '0598-5550101' };
  const firm = { name, uscc, kinds: ['supplier'], division: '350404', contact };
  return (await call('POST', '/v1/organisations', firm, { as })).body.id;
}

export async function decide({ call }: TestApp, organisation: string, decision: string): Promise<void> {
  const body = { decision, reason: '与登记机关信息核对' };
  const { status } = await call('POST', `/v1/organisations/${organisation}/verification`, body, { as: 'operator' });
  expect(status).toBe(200);
}

export async function verified(app: TestApp, as: string, firm?: typeof kiln): Promise<string> {
  const organisation = await registered(app, as, firm);
  await decide(app, organisation, 'verified');
  return organisation;
}

export async function drafted({ call }: TestApp, listing: object = rebar, as = 'li'): Promise<string> {
  const { status, body } = await call('POST', '/v1/products', listing, { as });
  expect([status, body.errors]).toEqual([201, undefined]);
  return body.id;
}

export async function published(app: TestApp, listing?: object, as = 'li'): Promise<string> {
  const id = await drafted(app, listing, as);
  expect((await app.call('POST', at(id, '/publication'), undefined, { as })).status).toBe(200);
  return id;
}
