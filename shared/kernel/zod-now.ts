import { provide } from './zod.ts';
import { functions } from './zod-functions.ts';

provide(functions);

/** The same as in `zod.ts`, for who asks a schema at once. */
export { z } from './zod.ts';
