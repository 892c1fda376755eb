import { describe, expect, it } from 'vitest';
import { type Gate, gateOf, lotMark, passEnvelope, passGate } from '../../functions/tendering/gate.ts';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { parseInstant } from '../../shared/kernel/time.ts';
import { refusal } from '../support/given.ts';
import { at, buyer, deadline, drafted, idFrom, published, supplier } from './fixtures.ts';

const gate: Gate = {
  tender: idFrom('tnd', 1),
  status: 'open',
  deadline,
  documentsVersion: 1,
  kid: 'kid',
  layers: 1,
  lots: [lotMark(idFrom('lot', 1)), lotMark(idFrom('lot', 2))],
  buyer: { id: buyer.id, uscc: buyer.uscc },
  excluded: ['914403003429409755'],
  head: 'ab'.repeat(32),
};
const request = { at, bidder: supplier(1), operatorAffiliates: ['914403006990676707'] };
const pass = (more: Partial<typeof request>, open: Gate | undefined = gate) =>
  refusal(() => passGate(open, { ...request, ...more })).code;

describe('the gate', () => {
  it('takes a bid received strictly before the deadline', () => {
    const justBefore = parseInstant('2026-03-24T08:59:59.999+08:00');
    expect(passGate(gate, { ...request, at: justBefore })).toBe(gate);
    expect(pass({ at: deadline })).toBe('tender-closed');
  });

  it('is shut for the buyer, its affiliates and the operator’s', () => {
    expect(pass({ bidder: supplier(1, { organisation: buyer.id }) })).toBe('buyer-may-not-bid');
    expect(pass({ bidder: supplier(1, { uscc: '914403003429409755' }) })).toBe('affiliate-may-not-bid');
    expect(pass({ bidder: supplier(1, { affiliates: [buyer.uscc] }) })).toBe('affiliate-may-not-bid');
    expect(pass({ bidder: supplier(1, { uscc: '914403006990676707' }) })).toBe('operator-affiliate-may-not-bid');
    expect(pass({ bidder: supplier(1, { affiliates: ['914403006990676707'] }) })).toBe(
      'operator-affiliate-may-not-bid',
    );
  });

  it('says what it is: none, cancelled, frozen', () => {
    expect(refusal(() => passGate(undefined, request)).code).toBe('not-found');
    expect(pass({}, { ...gate, status: 'cancelled' })).toBe('tender-cancelled');
    expect(pass({}, { ...gate, status: 'frozen' })).toBe('tender-closed');
  });

  it('is not there before publication, and knows the lots and the key after it', () => {
    const head = 'cd'.repeat(32);
    expect(gateOf(gate.tender, fold(tenderDecider, [drafted()]), head)).toBeUndefined();
    expect(gateOf(gate.tender, fold(tenderDecider, [drafted(), published]), head)).toMatchObject({
      status: 'open',
      lots: gate.lots,
      kid: 'kid',
      head,
    });
  });
});

describe('an envelope at the gate', () => {
  const header = {
    enc: 'A256GCM',
    typ: 'jicai-bid+json',
    tnd: gate.tender,
    org: request.bidder.organisation,
    ver: 1,
    lots: [idFrom('lot', 2)],
    cmt: { disclosed: 'ab'.repeat(32), private: 'cd'.repeat(32) },
  } as const;
  const envelope = { ...request, header, kid: 'kid', layers: 1, documentsVersion: 1 } as const;
  const code = (more: object) => refusal(() => passEnvelope(gate, { ...envelope, ...more })).code;

  it('is for this tender, by this bidder, on these documents, for lots of this tender', () => {
    expect(() => passEnvelope(gate, envelope)).not.toThrow();
    expect(code({ documentsVersion: 2 })).toBe('stale-documents-version');
    expect(code({ header: { ...header, ver: 2 } })).toBe('bid-header-mismatch');
    expect(code({ header: { ...header, tnd: idFrom('tnd', 2) } })).toBe('bid-header-mismatch');
    expect(code({ header: { ...header, org: idFrom('org', 99) } })).toBe('bid-header-mismatch');
    expect(code({ kid: 'other' })).toBe('sealing-key-wrong');
    expect(code({ layers: 2 })).toBe('bid-layers-wrong');
    expect(code({ header: { ...header, lots: [idFrom('lot', 3)] } })).toBe('lot-unknown');
  });
});
