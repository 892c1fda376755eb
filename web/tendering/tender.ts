import type { Answer } from '../api/client.ts';

/** A tender as the API shows it to whoever asks. */
export type Tender = Answer<'GET /v1/tenders/{id}'>;
