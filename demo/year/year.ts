import type { Client } from '../client.ts';
import type { Narrator } from '../narrator.ts';
import { castOf } from './cast.ts';
import { reportTogether } from './demand.ts';
import { tenderTogether } from './tendering.ts';

/** A year of joint purchase (联合集中采购的一年): from the demand of eleven counties to statement, payment and rating. */
export async function year(api: Client, narrator: Narrator): Promise<void> {
  const cast = await castOf(api, narrator);
  const round = await reportTogether(cast);
  const index = 'idx_0195a1b2-0000-7000-8000-000000000000';
  await tenderTogether(cast, round, { rebar: index, wire: index });
}
