export type * from './abuse-events.ts';
export type * from './enquiry-events.ts';
export type * from './match-events.ts';
export type * from './plan-events.ts';
export type * from './post-events.ts';
export type * from './project-events.ts';
export type * from './record-events.ts';
