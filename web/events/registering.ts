import type { Body } from '../api/client.ts';

/** What a registration says (报名内容), all of it. */
export type Registering = Required<Body<'PUT /v1/matchmaking-events/{id}/registration'>>;
