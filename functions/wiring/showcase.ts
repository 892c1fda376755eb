import type { Router } from '../../shared/http/router.ts';
import type { Platform } from '../platform.ts';
import { gainStore } from '../showcase/gain-store.ts';
import { heardPostStore } from '../showcase/heard-post-store.ts';
import { intentStore } from '../showcase/intent-store.ts';
import { interestStore } from '../showcase/interest-store.ts';
import { sessionStore } from '../showcase/live-store.ts';
import { matchmakingStore } from '../showcase/matchmaking-store.ts';
import { meetingStore } from '../showcase/meeting-store.ts';
import { registrationStore } from '../showcase/registration-store.ts';
import { showcaseRoutes } from '../showcase/routes.ts';
import { shownProductStore } from '../showcase/shown-product-store.ts';
import { tellingStore } from '../showcase/telling-store.ts';
import { answer } from './answer.ts';

export const stores = ({ aggregates, db }: Platform) => ({
  sessions: sessionStore(aggregates),
  interests: interestStore(aggregates),
  gains: gainStore(db),
  tellings: tellingStore(aggregates),
  shownProducts: shownProductStore(db),
  matchmakings: matchmakingStore(aggregates),
  registrations: registrationStore(aggregates),
  meetings: meetingStore(aggregates),
  intents: intentStore(aggregates),
  heardPosts: heardPostStore(db),
});

export function routes(app: Router, platform: Platform): void {
  answer(app, platform, stores, [showcaseRoutes]);
}
