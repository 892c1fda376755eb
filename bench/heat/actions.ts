import { catalogue } from './catalogue.ts';
import { contracts } from './contracts.ts';
import { market } from './market.ts';
import type { Action } from './model.ts';
import { people } from './people.ts';
import { showcase } from './showcase.ts';
import { tendering } from './tendering.ts';

/** Everything that happens at once at the peak of a national working day. */
export const actions: readonly Action[] = [...catalogue, ...contracts, ...market, ...people, ...showcase, ...tendering];
