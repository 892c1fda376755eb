import type { Client } from '../../demo/client.ts';

/**
 * For each place of a path (`:tender`), something of the demo that stands there; made through the API where the demo has
 * none. Each file in `samples/` gives those of a context.
 */
export type Samples = Readonly<Record<string, (api: Client) => Promise<string>>>;

const found = import.meta.glob<{ readonly samples: Samples }>('./samples/*.ts', { eager: true });

const each = Object.assign({}, ...Object.values(found).map(({ samples }) => samples)) as Samples;

/** What one is made of is made once, however often it is looked at. */
const once = (make: (api: Client) => Promise<string>): ((api: Client) => Promise<string>) => {
  let made: Promise<string> | undefined;
  return (api) => {
    made ??= make(api);
    return made;
  };
};

export const samples: Samples = Object.fromEntries(Object.entries(each).map(([place, make]) => [place, once(make)]));
