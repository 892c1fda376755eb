/*
 * Each event that something is told of, and to whom it is told: what happened, with what its aggregate began where that must
 * be known, and the organisations with the codes of what they are told.
 */

export const buyer = { id: 'org_b', name: '三明市第2建设集团有限公司', uscc: 'b' };
export const supplier = { id: 'org_s', name: '沙县钢铁\r\nBcc: x@y.cn', uscc: 's' };
export const secret = '7391.5';
/** With what the aggregates began: among it what nobody may be told. */
const beginnings = {
  post: { poster: buyer, terms: { kind: 'demand', subject: 'steel.rebar', text: secret, quantity: { value: secret } } },
  enquiry: { kind: 'processing', subject: 'turning', parties: { buyer, supplier }, by: 'org_b', text: secret },
  callOff: { buyer: 'org_b', supplier: 'org_s', lines: [{ quantity: secret }] },
  session: { host: supplier, terms: { title: '乐购三明', description: secret } },
  statement: { buyer: 'org_b', supplier: 'org_s', month: '2026-05', amount: secret },
};

type Happened = readonly [type: string, data: object, first: object | undefined, told: readonly [string, string][]];

export const happenings: readonly Happened[] = [
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
  ['ShowingDeclined', { supplier: 'org_b', products: ['prd_1'] }, beginnings.session, [['org_s', 'showing-declined']]],
  ['SessionCancelled', { by: 'operator', reason: secret }, beginnings.session, [['org_s', 'own-session-cancelled']]],
  ['SessionCancelled', { by: 'host', reason: secret }, beginnings.session, []],
  [
    'SharesAwaited',
    { tender: 't', title: '钢材', reason: 'held', recipients: [{ organisation: 'org_b', user: 'usr_1' }] },
    undefined,
    [['org_b', 'share-held']],
  ],
  [
    'SharesAwaited',
    { tender: 't', title: '钢材', reason: 'wrong', recipients: [{ organisation: 'org_b', user: 'usr_1' }] },
    undefined,
    [['org_b', 'share-wrong']],
  ],
  ['WebhookDisabled', { organisation: 'org_b', webhook: 'w', reason: 'gone' }, undefined, [['org_b', 'webhook-gone']]],
];
