import type { Client } from '../client.ts';
import type { Narrator } from '../narrator.ts';
import { playedBy, type Stage } from '../stage.ts';
import { codes, type Who } from './numbers.ts';

/** Who takes part in the year, by short names. */
export interface Cast extends Omit<Stage, 'firm'> {
  sub(who: string): string;
  id(who: string): string;
}

export async function castOf(api: Client, narrator: Narrator): Promise<Cast> {
  const { firm, ...stage } = await playedBy(api, narrator, codes);
  const of = (who: string) => firm[who as Who];
  return { ...stage, sub: (who) => of(who).sub, id: (who) => of(who).id };
}
