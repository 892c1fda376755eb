export type * from './live-events.ts';
