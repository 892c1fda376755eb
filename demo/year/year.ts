import type { Client } from '../client.ts';
import type { Narrator } from '../narrator.ts';
import { castOf } from './cast.ts';
import { reportTogether } from './demand.ts';
import { openIndices, settle } from './settling.ts';
import { supply } from './supplying.ts';
import { tenderTogether } from './tendering.ts';

/** A year of joint purchase (联合集中采购的一年): from the demand of eleven counties to statement, payment and rating. */
export async function year(api: Client, narrator: Narrator): Promise<void> {
  const cast = await castOf(api, narrator);
  const indices = await openIndices(cast);
  const round = await reportTogether(cast);
  const tender = await tenderTogether(cast, round, indices);
  const supplied = await supply(cast, tender);
  await settle(cast, indices, supplied);
}
