import { expect } from 'vitest';
import { documentKey } from '../../functions/contracts/delivery-documents.ts';
import type { Reply, TestApp } from '../support/app.ts';
import { type Agreed, confirmed, itemOf, line } from './framework.ts';

export const bars = (value: string) => ({ value, unit: 'H87' as const });
export const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'weighed' });
const rebar = itemOf('rebar', 0);
const cement = itemOf('cement', 0);

/** A confirmed call-off of so many bars of 29.64 kg. */
export const barsOrdered = (app: TestApp, its: Agreed, value: string): Promise<string> =>
  confirmed(app, its, [line(rebar, value, { quantity: bars(value) })]);

/** A confirmed call-off of so much bulk cement, weighed. */
export const cementOrdered = (app: TestApp, its: Agreed, value: string): Promise<string> =>
  confirmed(app, its, [line(cement, value, { quantity: tonnes(value) })]);

let tickets = 0;
const nextTicket = (): string => {
  tickets += 1;
  return `PD-${String(tickets).padStart(5, '0')}`;
};

export const barLine = (value: string, more: object = {}) => ({
  itemId: rebar,
  declared: bars(value),
  pieces: value,
  ticketNo: nextTicket(),
  ...more,
});
export const cementLine = (value: string, more: object = {}) => ({
  itemId: cement,
  declared: tonnes(value),
  ticketNo: nextTicket(),
  ...more,
});

export const told = (
  { call }: Pick<TestApp, 'call'>,
  its: Agreed,
  callOff: string,
  lines: readonly object[],
  { as = its.winners[0]?.sub, ...more }: { as?: string; headers?: Record<string, string>; deliveredAt?: string } = {},
): Promise<Reply> => {
  const { headers, ...body } = more;
  return call(
    'POST',
    `/v1/call-offs/${callOff}/deliveries`,
    { lines, ...body },
    { as, ...(headers ? { headers } : {}) },
  );
};

/** The id of a delivery that is taken. */
export async function delivered(
  app: Pick<TestApp, 'call'>,
  its: Agreed,
  callOff: string,
  ...lines: readonly object[]
): Promise<string> {
  const { status, body } = await told(app, its, callOff, lines);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

export const barsFound = (accepted: string, rejected = '0') => ({
  itemId: rebar,
  accepted: bars(accepted),
  rejected: bars(rejected),
  ...(rejected === '0' ? {} : { reason: '锈蚀' }),
});
export const cementFound = (accepted: string, received?: string) => ({
  itemId: cement,
  accepted: tonnes(accepted),
  ...(received === undefined ? {} : { received: tonnes(received) }),
});

export const accept = (
  { call }: Pick<TestApp, 'call'>,
  its: Agreed,
  id: string,
  lines: readonly object[],
  decision = 'accepted',
  as = its.buyers[0]?.sub,
): Promise<Reply> => call('POST', `/v1/deliveries/${id}/acceptance`, { lines, decision }, { as });

export const callOffStatus = async ({ deps }: Pick<TestApp, 'deps'>, id: string): Promise<string> =>
  (await deps.callOffs.load(id, { consistent: true })).state.status;

export const sha256 = 'ab'.repeat(32);
/** Puts the content that an upload would. */
export const uploaded = ({ files }: Pick<TestApp, 'files'>, callOff: string, hash = sha256): Promise<void> =>
  files.put(documentKey(callOff, hash), new Uint8Array([1]), 'application/pdf');
