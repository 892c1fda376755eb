import { describe, expect, it } from 'vitest';
import type { Notice } from '../../functions/notices/notice.ts';
import { tellingOf, toldEvents, toldOf } from '../../functions/notices/telling.ts';
import { codes, mailOf, worded } from '../../functions/notices/wording.ts';

const buyer = { id: 'org_b', name: '三明市第2建设集团有限公司', uscc: 'b' };
const supplier = { id: 'org_s', name: '沙县钢铁\r\nBcc: x@y.cn', uscc: 's' };
const secret = '7391.5';
/** With what the aggregates began: among it what nobody may be told. */
const beginnings = {
  post: { poster: buyer, terms: { kind: 'demand', subject: 'steel.rebar', text: secret, quantity: { value: secret } } },
  enquiry: { kind: 'processing', subject: 'turning', parties: { buyer, supplier }, by: 'org_b', text: secret },
  callOff: { buyer: 'org_b', supplier: 'org_s', lines: [{ quantity: secret }] },
  session: { host: supplier, terms: { title: '乐购三明', description: secret } },
  statement: { buyer: 'org_b', supplier: 'org_s', month: '2026-05', amount: secret },
};
const of = (type: string, data: object, first?: object) =>
  tellingOf(type, { id: 'x/2', aggregateId: 'x', data: { ...data, amount: secret } }, first);
const to = (told: ReturnType<typeof of>) => told.map(({ organisation, code }) => [organisation, code]);

describe('told is', () => {
  it.each<[string, object, object | undefined, [string, string][]]>([
    [
      'MatchesKept',
      { post: 'p', poster: buyer, kind: 'demand', subject: 'steel.rebar', found: [{}], gone: [] },
      undefined,
      [['org_b', 'matches-found']],
    ],
    [
      'MatchesKept',
      { post: 'p', poster: buyer, kind: 'demand', subject: 'steel.rebar', found: [], gone: ['q'] },
      undefined,
      [],
    ],
    ['PostClosed', { reason: 'expired' }, beginnings.post, [['org_b', 'post-expired']]],
    ['PostClosed', { reason: 'poster' }, beginnings.post, []],
    ['ReleaseRequested', { organisation: supplier }, beginnings.post, [['org_b', 'drawings-requested']]],
    ['DrawingsReleased', { organisation: 'org_s' }, beginnings.post, [['org_s', 'drawings-released']]],
    ['EnquiryOpened', beginnings.enquiry, undefined, [['org_s', 'enquiry-opened']]],
    ['MessageSent', { by: 'org_s' }, beginnings.enquiry, [['org_b', 'message-sent']]],
    ['QuoteMade', { by: 'org_s' }, beginnings.enquiry, [['org_b', 'quote-made']]],
    ['QuoteWithdrawn', { by: 'org_s' }, beginnings.enquiry, [['org_b', 'quote-withdrawn']]],
    ['QuoteAccepted', { parties: { buyer, supplier } }, undefined, [['org_s', 'quote-accepted']]],
    [
      'EnquiryClosed',
      {},
      beginnings.enquiry,
      [
        ['org_b', 'enquiry-closed'],
        ['org_s', 'enquiry-closed'],
      ],
    ],
    ['CallOffPlaced', beginnings.callOff, beginnings.callOff, [['org_s', 'call-off-placed']]],
    ['CallOffChanged', {}, beginnings.callOff, [['org_s', 'call-off-changed']]],
    ['CallOffConfirmed', {}, beginnings.callOff, [['org_b', 'call-off-confirmed']]],
    ['CallOffRefused', {}, beginnings.callOff, [['org_b', 'call-off-refused']]],
    [
      'CallOffLapsed',
      {},
      beginnings.callOff,
      [
        ['org_b', 'call-off-lapsed'],
        ['org_s', 'call-off-lapsed'],
      ],
    ],
    ['CallOffCancelled', {}, beginnings.callOff, [['org_s', 'call-off-cancelled']]],
    [
      'CallOffExpired',
      {},
      beginnings.callOff,
      [
        ['org_b', 'call-off-expired'],
        ['org_s', 'call-off-expired'],
      ],
    ],
    ['DeliveryMade', {}, beginnings.callOff, [['org_b', 'delivery-made']]],
    ['DeliveryAccepted', {}, beginnings.callOff, [['org_s', 'delivery-accepted']]],
    [
      'DeliveryDeemedAccepted',
      {},
      beginnings.callOff,
      [
        ['org_b', 'delivery-deemed-accepted'],
        ['org_s', 'delivery-deemed-accepted'],
      ],
    ],
    ['StatementIssued', { by: 'buyer' }, beginnings.statement, [['org_s', 'statement-issued']]],
    ['StatementDisputed', { by: 'supplier' }, beginnings.statement, [['org_b', 'statement-disputed']]],
    [
      'TimetablePublished',
      { firms: ['org_b', 'org_s'], title: '对接会' },
      undefined,
      [
        ['org_b', 'timetable-published'],
        ['org_s', 'timetable-published'],
      ],
    ],
    ['MatchmakingCancelled', { firms: ['org_s'], title: '对接会' }, undefined, [['org_s', 'matchmaking-cancelled']]],
    [
      'IntentRecorded',
      { parties: [buyer, supplier], confirmed: ['org_b'], terms: secret },
      undefined,
      [['org_s', 'intent-recorded']],
    ],
    [
      'FollowUpDue',
      {
        title: '对接会',
        day: 30,
        intents: [
          { intent: 'i', parties: ['org_b', 'org_s'] },
          { intent: 'j', parties: ['org_b', 'org_s'] },
        ],
      },
      undefined,
      [
        ['org_b', 'follow-up-due'],
        ['org_s', 'follow-up-due'],
        ['org_b', 'follow-up-due'],
        ['org_s', 'follow-up-due'],
      ],
    ],
    [
      'AbuseDecided',
      { thing: { kind: 'post', post: 'p' }, against: buyer, decision: 'poster-suspended', why: secret },
      undefined,
      [['org_b', 'posting-suspended']],
    ],
    [
      'AbuseDecided',
      { thing: { kind: 'post', post: 'p' }, against: buyer, decision: 'dismissed', why: secret },
      undefined,
      [],
    ],
    [
      'SessionReminderDue',
      { occasion: 'reminder', session: 'l', title: '乐购', recipients: [{ organisation: 'org_b', user: 'usr_1' }] },
      undefined,
      [['org_b', 'session-reminder']],
    ],
    [
      'SessionReminderDue',
      { occasion: 'rescheduled', session: 'l', title: '乐购', recipients: [{ organisation: 'org_b', user: 'usr_1' }] },
      undefined,
      [['org_b', 'session-rescheduled']],
    ],
    [
      'SessionReminderDue',
      {
        occasion: 'cancelled',
        reason: secret,
        session: 'l',
        title: '乐购',
        recipients: [{ organisation: 'org_b', user: 'usr_1' }],
      },
      undefined,
      [['org_b', 'session-cancelled']],
    ],
    ['ShowingAsked', { title: '乐购', suppliers: [{ id: 'org_b' }] }, undefined, [['org_b', 'showing-asked']]],
    ['ShowingAgreed', { supplier: 'org_b', products: ['prd_1'] }, beginnings.session, [['org_s', 'showing-agreed']]],
    [
      'ShowingDeclined',
      { supplier: 'org_b', products: ['prd_1'] },
      beginnings.session,
      [['org_s', 'showing-declined']],
    ],
    ['SessionCancelled', { by: 'operator', reason: secret }, beginnings.session, [['org_s', 'own-session-cancelled']]],
    ['SessionCancelled', { by: 'host', reason: secret }, beginnings.session, []],
    [
      'WebhookDisabled',
      { organisation: 'org_b', webhook: 'w', reason: 'gone' },
      undefined,
      [['org_b', 'webhook-gone']],
    ],
  ])('%s %j', (type, data, first, expected) => {
    const told = of(type, data, first);
    expect(to(told)).toEqual(expected);
    expect(toldOf(type)?.needsFirst).toBe(first !== undefined);
    // Neither what the event nor what its aggregate's beginning says beyond codes and names.
    expect(JSON.stringify(told)).not.toContain(secret);
    for (const { code, params } of told) {
      expect(codes).toContain(code);
      for (const language of ['zh', 'en'] as const) {
        expect(Object.values(worded({ code, params }, language)).join()).not.toMatch(/[{}]/);
      }
    }
    tested.add(type);
  });
  const tested = new Set<string>();

  it('every line of the table is tried above, and nothing else is told', () => {
    expect([...tested].sort()).toEqual([...toldEvents].sort());
    expect(toldOf('PriceChanged')).toBeUndefined();
    expect(of('PriceChanged', {})).toEqual([]);
  });
});

describe('a mail', () => {
  const notice: Notice = {
    id: 'ntc_1',
    topic: 'enquiries',
    code: 'message-sent',
    params: { subject: 'steel.rebar', party: supplier.name },
    link: '/v1/enquiries/e',
    at: '',
  };
  const links = { origin: 'https://api.example.cn', unsubscribe: 'https://api.example.cn/u' };

  it('says what happened and where, in the language of its reader; a name begins no line of its own', () => {
    expect(mailOf([notice], 'zh', links)).toEqual({
      subject: '【集采】收到留言',
      text: '沙县钢铁 Bcc: x@y.cn在询价（螺纹钢）中留言。\nhttps://api.example.cn/v1/enquiries/e\n\n--\n您收到本邮件，是因为您在集采平台订阅了通知。退订：\nhttps://api.example.cn/u\n',
    });
    expect(mailOf([notice, notice], 'en', links).subject).toBe('【Jicai】2 notices');
    const ofWork = { ...notice, params: { ...notice.params, subject: 'casting-sand' } };
    expect(worded(ofWork, 'zh').text).toContain('询价（砂型铸造）');
  });

  it('names fifty and counts the rest', () => {
    const { text } = mailOf(Array(120).fill(notice), 'zh', links);
    expect(text.match(/\/v1\/enquiries\/e/g)).toHaveLength(50);
    expect(text).toContain('另有 70 条');
  });
});
