import { type Adapters, buildPlatform } from './platform.ts';
import * as bidding from './wiring/bidding.ts';
import * as catalogue from './wiring/catalogue.ts';
import * as contracts from './wiring/contracts.ts';
import * as joint from './wiring/joint.ts';
import * as judges from './wiring/judges.ts';
import * as market from './wiring/market.ts';
import * as notices from './wiring/notices.ts';
import * as organisations from './wiring/organisations.ts';
import * as showcase from './wiring/showcase.ts';

export type Deps = Awaited<ReturnType<typeof buildDeps>>;

/** The platform with the stores of every context, for what works for all of them. */
export async function buildDeps(adapters: Adapters) {
  const platform = buildPlatform(adapters);
  await platform.ready();
  return {
    ...platform,
    ...organisations.stores(platform),
    ...catalogue.stores(platform),
    ...bidding.stores(platform),
    ...judges.stores(platform),
    ...contracts.stores(platform),
    ...joint.stores(platform),
    ...market.stores(platform),
    ...showcase.stores(platform),
    ...notices.stores(platform),
  };
}
