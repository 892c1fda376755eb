import type { Router } from '../../shared/http/router.ts';
import { abuseStore } from '../market/abuse-store.ts';
import { enquiryStore } from '../market/enquiry-store.ts';
import { feedStore } from '../market/feed-store.ts';
import { flagStore } from '../market/flag-store.ts';
import { matchListStore } from '../market/match-list-store.ts';
import { planStore } from '../market/plan-store.ts';
import { projectRoutes } from '../market/project-routes.ts';
import { projectStore } from '../market/project-store.ts';
import { recordStore } from '../market/record-store.ts';
import { marketRoutes } from '../market/routes.ts';
import { sourceStore } from '../market/source-store.ts';
import { standingStore } from '../market/standing-store.ts';
import { postStore } from '../market/store.ts';
import type { Platform } from '../platform.ts';
import { answer } from './answer.ts';

export const stores = ({ aggregates, db }: Platform) => ({
  posts: postStore(aggregates),
  records: recordStore(aggregates),
  plans: planStore(aggregates),
  matchLists: matchListStore(aggregates),
  flags: flagStore(db),
  feed: feedStore(db),
  enquiries: enquiryStore(aggregates),
  abuseReports: abuseStore(aggregates),
  standing: standingStore(db),
  sources: sourceStore(db),
  projects: projectStore(aggregates),
});

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [marketRoutes, projectRoutes]);
}
