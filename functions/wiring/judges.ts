import type { Platform } from '../platform.ts';
import { committeeStore } from '../tendering/committee-store.ts';
import { expertStore } from '../tendering/expert-store.ts';
import * as tenders from './tenders.ts';

/** Of those who judge bids. */
export const stores = (platform: Platform) => ({
  ...tenders.stores(platform),
  experts: expertStore(platform.aggregates),
  committees: committeeStore(platform),
});
