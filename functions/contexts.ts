import type { Router } from '../shared/http/router.ts';
import type { Platform } from './platform.ts';

/** A context, or a part of one, that is loaded when it is first asked, so that a cold start pays for it and not for all. */
export interface LazyContext {
  /** Where its paths begin; one that begins below another's goes before it. */
  readonly paths: readonly string[];
  load(): Promise<{ routes(app: Router, platform: Platform): void }>;
}

/** Every context that answers, in the order of the document. */
export const contexts: readonly LazyContext[] = [
  {
    paths: ['/v1/organisations', '/v1/me', '/v1/memberships', '/v1/published-lists'],
    load: () => import('./wiring/organisations.ts'),
  },
  {
    paths: ['/v1/catalogue', '/v1/conversions', '/v1/products', '/v1/admissions', '/v1/procurement-catalogues'],
    load: () => import('./wiring/catalogue.ts'),
  },
  { paths: ['/v1/tenders'], load: () => import('./wiring/tendering.ts') },
  {
    paths: ['/v1/rule-packs', '/v1/tenders/:id/check', '/v1/tenders/:id/timeline'],
    load: () => import('./wiring/rules.ts'),
  },
  {
    paths: [
      '/v1/tenders/:id/documents',
      '/v1/tenders/:id/questions',
      '/v1/tenders/:id/clarifications',
      '/v1/tenders/:id/amendments',
      '/v1/tenders/:id/objections',
      '/v1/tenders/:id/complaints',
    ],
    load: () => import('./wiring/documents.ts'),
  },
  {
    paths: [
      '/v1/tenders/:id/allocation',
      '/v1/tenders/:id/candidates',
      '/v1/tenders/:id/award',
      '/v1/tenders/:id/failure',
      '/v1/tenders/:id/result-withdrawal',
      '/v1/tenders/:id/retender',
      '/v1/tenders/:id/succession',
      '/v1/tenders/:id/securities',
      '/v1/tenders/:id/bids/:bidder/lots/:lot/security',
      '/v1/tenders/:id/integrity-leads',
    ],
    load: () => import('./wiring/awarding.ts'),
  },
  {
    paths: [
      '/v1/ceremony-keys',
      '/v1/tenders/:id/ceremony',
      '/v1/tenders/:id/bid',
      '/v1/tenders/:id/key',
      '/v1/tenders/:id/opening',
      '/v1/tenders/:id/evaluation',
      '/v1/tenders/:id/events',
      '/v1/tenders/:id/notices',
      '/v1/tenders/:id/verification',
      '/.well-known/jicai-receipts.json',
    ],
    load: () => import('./wiring/bidding.ts'),
  },
  {
    paths: [
      '/v1/calendars',
      '/v1/experts',
      '/v1/tenders/:id/committee',
      '/v1/tenders/:id/bids/:bidder',
      '/v1/tenders/:id/report',
    ],
    load: () => import('./wiring/evaluating.ts'),
  },
  {
    paths: [
      '/v1/agreements',
      '/v1/call-offs',
      '/v1/price-indices',
      '/v1/statements',
      '/v1/payables',
      '/v1/suppliers',
      '/v1/figures',
      '/v1/deliveries',
    ],
    load: () => import('./wiring/contracts.ts'),
  },
  {
    paths: ['/v1/demand-rounds'],
    load: () => import('./wiring/joint.ts'),
  },
  {
    paths: [
      '/v1/posts',
      '/v1/matching-rules',
      '/v1/enquiries',
      '/v1/abuse-reports',
      '/v1/abuse-decisions',
      '/v1/plans',
      '/v1/combinations',
      '/v1/projects',
      '/v1/organisations/:id/record',
    ],
    load: () => import('./wiring/market.ts'),
  },
  {
    paths: ['/v1/live-sessions', '/v1/live-sessions.ics', '/v1/matchmaking-events', '/v1/matchmaking-intents'],
    load: () => import('./wiring/showcase.ts'),
  },
  {
    paths: ['/v1/notification-settings', '/v1/unsubscriptions', '/v1/inbox', '/v1/webhooks'],
    load: () => import('./wiring/notices.ts'),
  },
  {
    paths: ['/v1/uploads', '/v1/jobs', '/v1/exports'],
    load: () => import('./wiring/jobs.ts'),
  },
];
