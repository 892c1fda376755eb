export type * from './live-events.ts';
export type * from './matchmaking-events.ts';
