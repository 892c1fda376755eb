import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { mayReadRecord } from './access.ts';
import * as s from './record-schemas.ts';
import { type RecordStore, recordId } from './record-store.ts';
import { recordView } from './record-views.ts';

/** What is known of how an organisation performs in the market. */
export function recordRoutes(app: Router, http: HttpDeps, { records }: { readonly records: RecordStore }): void {
  endpoint(
    app,
    http,
    {
      tag: '供需 Market',
      access: 'user',
      method: 'get',
      path: '/v1/organisations/{id}/record',
      params: s.ofOrganisation,
      summary: '履约记录 · How an organisation performs',
      description:
        'For members, its own people, the operator and the supervisor: the parts with their weights and what they were counted from, by month; no buyer, order or enquiry is named. `record` is null where nothing is known yet, and `noted` what its posts bear and matches weigh. An evaluation of bids reads none of it.',
      answers: { 200: { schema: s.recordView, description: 'the record' } },
    },
    async ({ actor, params: { id } }) => {
      mayReadRecord(actor, id);
      return { status: 200, body: recordView(id, (await records.load(recordId(id))).state) };
    },
  );
}
