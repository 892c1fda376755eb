import type { Router } from '../shared/http/router.ts';
import type { Platform } from './platform.ts';

/** A context that is loaded when it is first asked, so that a cold start pays for one of them and not for all. */
export interface LazyContext {
  /** Where its paths begin. */
  readonly paths: readonly string[];
  /** Single paths of its own below those of another. */
  readonly single?: readonly string[];
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
  {
    paths: [
      '/v1/tenders',
      '/v1/rule-packs',
      '/v1/ceremony-keys',
      '/.well-known/jicai-receipts.json',
      '/v1/calendars',
      '/v1/experts',
    ],
    load: () => import('./wiring/tendering.ts'),
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
    ],
    single: ['/v1/organisations/:id/record'],
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
