import type { Client } from '../client.ts';
import type { Narrator } from '../narrator.ts';
import { playedBy } from '../stage.ts';
import { codes } from './numbers.ts';
import { buySteel } from './steel.ts';
import { turnShafts } from './turning.ts';

/**
 * The market in action (供需互助平台): a leading firm's demand of 5,000 t in four specs is served by six mills together, and
 * a machine shop with free lathe hours finds its order.
 */
export async function market(api: Client, narrator: Narrator): Promise<void> {
  const cast = await playedBy(api, narrator, codes);
  await buySteel(cast);
  await turnShafts(cast);
}
