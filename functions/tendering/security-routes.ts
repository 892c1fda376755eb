import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { mayRun, maySeeSecurities } from './access.ts';
import * as s from './result-schemas.ts';
import { tenderParams } from './schemas.ts';
import type { Security, SecurityReturned } from './security-events.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderStore } from './store.ts';

export interface SecurityRouteDeps {
  readonly tenders: TenderStore;
}

interface Recorded {
  readonly security: Security;
  readonly recordedAt: Instant;
}

const tag = '投标保证金 Bid securities';
const one = '/v1/tenders/{id}/bids/{bidder}/lots/{lot}/security';

/** Bid securities, as they are found once bids are opened. */
export function securityRoutes(app: Router, http: HttpDeps, deps: SecurityRouteDeps, steps: Steps): void {
  const { tenders } = deps;
  const ofBid = { tag, access: 'user', params: s.securityParams, path: one } as const;
  const answers = { 200: { schema: s.securityAnswer, description: 'the security' } };

  async function held(id: string) {
    const [recorded, returned] = await Promise.all([
      tenders.annexes<Recorded>(id, 'security'),
      tenders.annexes<SecurityReturned['data']>(id, 'security-return'),
    ]);
    return recorded.map(({ security, recordedAt }) => {
      const back = returned.find(({ supplier, lot }) => supplier === security.supplier && lot === security.lot);
      const end = back === undefined ? {} : { returnedOn: back.returnedOn, interest: back.interest };
      return { ...security, recordedAt, ...end };
    });
  }

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'put',
      summary: '登记投标保证金 · Record a bid security',
      description: 'After the opening: what came with the bid. A letter of guarantee is as good as money.',
      body: s.securityInput,
      answers,
    },
    async (ask) => {
      const { id, bidder: supplier, lot } = ask.params;
      const { state, version } = await steps.snapshotOf(id);
      const as = mayRun(ask.actor, state);
      const hasBid = (await tenders.record(id, supplier)) !== undefined;
      const security = { supplier, lot, ...ask.body };
      const answer = (): Answer => ({ status: 200, body: { ...security, recordedAt: ask.at } });
      const command = { type: 'recordSecurity', at: ask.at, security, hasBid } as const;
      return steps.carryOut(id, command, as, ask, { asOf: version, answer });
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofBid,
      method: 'post',
      path: `${one}/return`,
      summary: '退还投标保证金 · Record that a security was returned',
      description: 'With the bank’s interest, within the days of the rules after the contract.',
      body: s.securityReturnInput,
      answers,
    },
    async (ask) => {
      const { id, bidder: supplier, lot } = ask.params;
      const { state, version } = await steps.snapshotOf(id);
      const as = mayRun(ask.actor, state);
      const found = (await held(id)).find((one) => one.supplier === supplier && one.lot === lot);
      const { recordedAt, returnedOn: _, interest: __, ...security } = found ?? { recordedAt: ask.at };
      const command = {
        type: 'returnSecurity',
        at: ask.at,
        supplier,
        lot,
        ...ask.body,
        held: found === undefined ? undefined : (security as Security),
      } as const;
      const answer = (): Answer => ({ status: 200, body: { ...security, recordedAt, ...ask.body } });
      return steps.carryOut(id, command, as, ask, { asOf: version, answer });
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path: '/v1/tenders/{id}/securities',
      params: tenderParams,
      summary: '投标保证金台账 · The bid securities of a tender',
      description: 'For the buyer’s purchasers all of them, for a supplier its own.',
      answers: { 200: { schema: s.securities, description: 'the securities' } },
    },
    async ({ actor, params: { id } }) => {
      const own = maySeeSecurities(actor, await steps.stateOf(id));
      const items = (await held(id)).filter(({ supplier }) => own === undefined || supplier === own);
      return { status: 200, body: { items } };
    },
  );
}
