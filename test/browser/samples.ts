import type { Client } from '../../demo/client.ts';

/**
 * For each place of a path (`:tender`), something of the demo that stands there; made through the API where the demo has
 * none. Each file in `samples/` gives those of a context.
 */
export type Samples = Readonly<Record<string, (api: Client) => Promise<string>>>;

const found = import.meta.glob<{ readonly samples: Samples }>('./samples/*.ts', { eager: true });

export const samples: Samples = Object.assign({}, ...Object.values(found).map((each) => each.samples));
