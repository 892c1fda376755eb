import { type Admission, admission, type ProductNow } from '../../functions/catalogue/admission.ts';
import type { AdmissionEvent } from '../../functions/catalogue/admission-events.ts';
import { checklistOf, evidenceOf } from '../../functions/catalogue/criteria.ts';
import type { Listing } from '../../functions/catalogue/listing.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { at, rebar, supplier as whole } from './fixtures.ts';

const { id, name, uscc } = whole;
export const supplier = { id, name, uscc };
export const product = 'prd_0195f000-0000-7000-8000-000000000001';
export const standard = 'GB 1499.2-2024';
export const licence = { type: 'production-licence', number: 'XK05-001-00001', validTo: '2026-06-30' };
const quality = { type: 'quality-certificate', number: 'ZB-2026-0001' };

/** A listing that has everything that is required; its licence ends on 2026-06-30. */
export const complete = { ...rebar, certificates: [quality, licence] } as const;
export const listed = (change: object = {}): ProductNow => ({
  status: 'published',
  evidence: evidenceOf({ ...complete, ...change } as Listing),
});

/** 2026-03-02 is a Monday: 7 working days on is the 11th, 10 the 16th. */
export const applied = {
  type: 'AdmissionApplied',
  v: 1,
  data: {
    product,
    supplier,
    category: rebar.category,
    attributes: rebar.attributes,
    producer: rebar.producer,
    standard,
    checklist: checklistOf(listed().evidence, standard, '2026-03-02'),
    appliedAt: at,
    decideBy: { day: '2026-03-16', provisional: false },
    remindOn: '2026-03-11',
  },
} as const satisfies AdmissionEvent;

const decision = { reasons: [], by: 'usr_a', decidedAt: '2026-03-10T01:00:00.000Z' };
export const admitted = {
  type: 'AdmissionDecided',
  v: 1,
  data: { ...decision, decision: 'admitted' },
} as const satisfies AdmissionEvent;
export const reasons = [{ criterion: 'production-licence', text: '证书编号查无此证' }];
/** Appeals are taken to the end of 2026-03-17. */
export const refused = {
  type: 'AdmissionDecided',
  v: 1,
  data: { ...decision, decision: 'refused', reasons, appealBy: { day: '2026-03-17', provisional: false } },
} as const satisfies AdmissionEvent;
export const appealed = {
  type: 'AdmissionAppealed',
  v: 1,
  data: {
    grounds: '许可证可在主管部门网站查询',
    appealedAt: '2026-03-12T01:00:00.000Z',
    decideBy: { day: '2026-03-26', provisional: false },
    remindOn: '2026-03-23',
  },
} as const satisfies AdmissionEvent;
export const overturned = {
  type: 'AppealDecided',
  v: 1,
  data: { decision: 'admitted', reasons: [], by: 'usr_b', decidedAt: '2026-03-13T01:00:00.000Z' },
} as const satisfies AdmissionEvent;
export const withdrawn = {
  type: 'AdmissionWithdrawn',
  v: 1,
  data: { endedAt: '2026-03-20T01:00:00.000Z' },
} as const satisfies AdmissionEvent;

export const admissionAfter = (...past: readonly AdmissionEvent[]): Admission => fold(admission, past);
