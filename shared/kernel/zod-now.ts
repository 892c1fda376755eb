import { provide } from './zod.ts';
import { functions } from './zod-functions.ts';

/** The same as in `zod.ts`, for who asks a schema at once. */
export const z = provide(functions);
