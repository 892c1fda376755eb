import { describe, expect, it } from 'vitest';
import {
  mayAsk,
  mayBid,
  mayDraft,
  mayHoldReceipts,
  mayHoldShare,
  mayListDrafts,
  mayPublish,
  mayReadLog,
  mayRun,
  maySee,
  maySeeAskers,
  maySeeCeremony,
  maySeeEstimates,
  maySeeLeads,
  maySeeSecurities,
  maySpeakForBid,
  maySupervise,
  seesDrafts,
  seesRemedies,
} from '../../functions/tendering/access.ts';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import type { ExistingTender, Tender } from '../../functions/tendering/tender-state.ts';
import type { Actor, Membership } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { textOf } from '../support/sources.ts';
import { arranged, draft as draftByCeremony } from './ceremony-fixtures.ts';
import { bidsFrozen, buyer, drafted, opened, published, supplier } from './fixtures.ts';

const user = (membership?: Membership): Actor => ({
  kind: 'user',
  sub: 'li',
  platform: [],
  ...(membership ? { membership } : {}),
});
const own = (more: Partial<Membership>): Membership => ({
  ...supplier(0),
  organisation: buyer.id,
  kinds: ['buyer'],
  ...more,
});

const actors = {
  anonymous: { kind: 'anonymous' },
  'user without organisation': user(),
  'user with several': { kind: 'user', sub: 'li', platform: [], several: true },
  operator: { kind: 'user', sub: 'op', platform: ['operator'] },
  supervisor: { kind: 'user', sub: 'su', platform: ['supervisor'] },
  'own purchaser': user(own({ roles: ['purchaser'] })),
  'own unverified purchaser': user(own({ roles: ['purchaser'], status: 'pending' })),
  'own rejected purchaser': user(own({ roles: ['purchaser'], status: 'rejected' })),
  'own sales': user(own({ roles: ['sales'] })),
  'own admin': user(own({ roles: ['admin'] })),
  'other purchaser': user(supplier(5, { kinds: ['buyer'], roles: ['purchaser'] })),
  'supplier sales': user(supplier(1)),
  'supplier admin': user(supplier(1, { roles: ['admin'] })),
  'unverified supplier sales': user(supplier(1, { status: 'pending' })),
  'affiliate of the buyer': user(supplier(2, { affiliates: [buyer.uscc] })),
  'affiliate of the operator': user(supplier(3, { affiliates: ['914403006990676707'] })),
} as const satisfies Record<string, Actor>;
type Name = keyof typeof actors;

const states: Record<string, Tender> = {
  none: tenderDecider.initial,
  draft: fold(tenderDecider, [drafted()]),
  published: fold(tenderDecider, [drafted(), published]),
  opening: fold(tenderDecider, [drafted(), published, bidsFrozen()]),
  opened: fold(tenderDecider, [drafted(), published, bidsFrozen(), opened]),
};

const outcome = (attempt: () => unknown): string => {
  try {
    attempt();
    return 'yes';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

/** Every actor that is not named is refused with `otherwise`. */
function matrix(may: (actor: Actor) => unknown, expected: Partial<Record<Name, string>>, otherwise: string) {
  for (const name of Object.keys(actors) as Name[]) {
    expect([name, outcome(() => may(actors[name]))]).toEqual([name, expected[name] ?? otherwise]);
  }
}

const people = {
  'supplier sales': 'yes',
  'unverified supplier sales': 'yes',
  'affiliate of the buyer': 'yes',
  'affiliate of the operator': 'yes',
};
const strangers = {
  anonymous: 'membership-required',
  'user without organisation': 'membership-required',
  'user with several': 'organisation-required',
  supervisor: 'membership-required',
} as const;
/** Whether it exists for whoever acts for several is told once it is said for which. */
const unnamed = { 'user with several': 'organisation-required' } as const;
const ownPeople = {
  'own purchaser': 'yes',
  'own unverified purchaser': 'yes',
  'own rejected purchaser': 'yes',
  'own sales': 'yes',
  'own admin': 'yes',
} as const;

describe('who may', () => {
  it('draft: purchasers of buyers', () => {
    const yes = { 'own purchaser': 'yes', 'own unverified purchaser': 'yes', 'other purchaser': 'yes' };
    const rejected = { 'own rejected purchaser': 'organisation-not-verified' };
    matrix(mayDraft, { ...strangers, ...yes, ...rejected }, 'forbidden');
    matrix(mayListDrafts, { ...strangers, ...yes, 'own rejected purchaser': 'yes' }, 'forbidden');
  });

  it('see: a draft its own people, others not even that it exists; a published one all', () => {
    matrix((actor) => maySee(actor, states.none as Tender), unnamed, 'not-found');
    matrix((actor) => maySee(actor, states.draft as Tender), { ...unnamed, ...ownPeople }, 'not-found');
    for (const status of ['published', 'opening', 'opened'])
      matrix((actor) => maySee(actor, states[status] as Tender), {}, 'yes');
  });

  it('run a tender: its own purchasers', () => {
    const yes = {
      'own purchaser': 'yes',
      'own unverified purchaser': 'yes',
      'own rejected purchaser': 'organisation-not-verified',
    };
    matrix(
      (actor) => mayRun(actor, states.draft as Tender),
      { ...unnamed, ...yes, 'own sales': 'forbidden', 'own admin': 'forbidden' },
      'not-found',
    );
    for (const status of ['published', 'opened']) {
      const operator = { operator: 'membership-required' };
      matrix((actor) => mayRun(actor, states[status] as Tender), { ...strangers, ...operator, ...yes }, 'forbidden');
    }
  });

  it('publish: its own purchasers once the buyer is verified', () => {
    const expected = {
      ...unnamed,
      'own purchaser': 'yes',
      'own unverified purchaser': 'organisation-not-verified',
      'own rejected purchaser': 'organisation-not-verified',
      'own sales': 'forbidden',
      'own admin': 'forbidden',
    };
    matrix((actor) => mayPublish(actor, states.draft as Tender), expected, 'not-found');
  });

  it('bid: sales of verified suppliers, never the operator', () => {
    const yes = {
      'supplier sales': 'yes',
      'unverified supplier sales': 'organisation-not-verified',
      'affiliate of the buyer': 'yes',
      'affiliate of the operator': 'yes',
    };
    matrix(mayBid, { ...strangers, ...yes }, 'forbidden');
  });

  it('hold receipts: a supplier’s own people', () => {
    const yes = { ...people, 'supplier admin': 'yes' };
    matrix(mayHoldReceipts, { ...strangers, operator: 'membership-required', ...yes }, 'forbidden');
  });

  it('speak for a bidder after it bid: its sales people, whatever its standing', () => {
    matrix(maySpeakForBid, { ...strangers, operator: 'membership-required', ...people }, 'forbidden');
  });

  it('ask and object: sales of verified suppliers, of none that may not bid here', () => {
    const may = (status: string) => (actor: Actor) => mayAsk(actor, states[status] as Tender, ['914403006990676707']);
    const expected = {
      ...strangers,
      'supplier sales': 'yes',
      'unverified supplier sales': 'organisation-not-verified',
      'affiliate of the buyer': 'affiliate-may-not-bid',
      'affiliate of the operator': 'operator-affiliate-may-not-bid',
    };
    for (const status of ['published', 'opened']) matrix(may(status), expected, 'forbidden');
    const ownPeoples = Object.fromEntries(Object.keys(ownPeople).map((name) => [name, 'forbidden']));
    matrix(may('draft'), { ...unnamed, ...ownPeoples }, 'not-found');
    const both: Actor = user(own({ kinds: ['buyer', 'supplier'], roles: ['sales'], status: 'verified' }));
    expect(outcome(() => mayAsk(both, states.published as Tender, []))).toBe('buyer-may-not-bid');
  });

  it('decide complaints: the supervisor, of what is public', () => {
    matrix((actor) => maySupervise(actor, states.published as Tender), { supervisor: 'yes' }, 'forbidden');
    const own = Object.fromEntries(Object.keys(ownPeople).map((name) => [name, 'forbidden']));
    matrix((actor) => maySupervise(actor, states.draft as Tender), { ...unnamed, ...own }, 'not-found');
  });

  it('see leads: the buyer’s purchasers and the supervisor', () => {
    const yes = { 'own purchaser': 'yes', 'own unverified purchaser': 'yes', supervisor: 'yes' };
    const rejected = { 'own rejected purchaser': 'organisation-not-verified', operator: 'membership-required' };
    const may = (actor: Actor) => maySeeLeads(actor, states.opened as Tender);
    matrix(may, { ...strangers, ...rejected, ...yes }, 'forbidden');
  });

  it('see bid securities: the buyer’s purchasers all, a supplier its own', () => {
    const may = (actor: Actor) => maySeeSecurities(actor, states.published as Tender);
    const yes = { 'own purchaser': 'yes', 'own unverified purchaser': 'yes', ...people, 'supplier admin': 'yes' };
    const rejected = { 'own rejected purchaser': 'organisation-not-verified', operator: 'membership-required' };
    matrix(may, { ...strangers, ...rejected, ...yes }, 'forbidden');
    expect(may(actors['supplier sales'])).toBe(mayHoldReceipts(actors['supplier sales']).organisation);
    expect(may(actors['own purchaser'])).toBeUndefined();
  });

  it('see what waits, and the texts of objections: its own people, and of these the supervisor', () => {
    const sees = (ask: (actor: Actor, tender: ExistingTender) => boolean) => (actor: Actor) => {
      if (!ask(actor, states.published as ExistingTender)) throw new DomainError('forbidden', 'hidden');
    };
    matrix(sees(seesDrafts), ownPeople, 'hidden');
    matrix(sees(seesRemedies), { ...ownPeople, supervisor: 'yes' }, 'hidden');
    const asked = Object.entries(states).filter(([name]) => name !== 'none');
    expect(asked.filter(([, state]) => maySeeAskers(state as ExistingTender)).map(([name]) => name)).toEqual([
      'opened',
    ]);
  });

  it('see a ceremony: all with the tender, its own people and the holders before; a share its holder alone', () => {
    const dealt = fold(tenderDecider, [draftByCeremony, arranged]) as Tender;
    const running = fold(tenderDecider, [draftByCeremony, arranged, published]) as Tender;
    matrix((actor) => maySeeCeremony(actor, undefined, dealt), { ...unnamed, ...ownPeople }, 'not-found');
    matrix((actor) => maySeeCeremony(actor, 'usr_a', dealt), {}, 'yes');
    matrix((actor) => maySeeCeremony(actor, undefined, running), {}, 'yes');
    matrix((actor) => maySeeCeremony(actor, undefined, states.published as Tender), {}, 'not-found');
    const strangersToIt = Object.fromEntries(Object.keys(ownPeople).map((name) => [name, 'forbidden']));
    matrix((actor) => mayHoldShare(actor, 'usr_x', dealt), { ...unnamed, ...strangersToIt }, 'not-found');
    matrix((actor) => mayHoldShare(actor, 'usr_x', running), {}, 'forbidden');
    matrix((actor) => mayHoldShare(actor, 'usr_a', running), {}, 'yes');
  });

  it('do anything: every rule has its row', () => {
    const rules = ['access.ts', 'committee-access.ts'].flatMap((file) =>
      [...textOf(`functions/tendering/${file}`).matchAll(/^export (?:const|function) ((?:may|sees)\w+)/gm)].map(
        (one) => one[1],
      ),
    );
    const rows = ['access.test.ts', 'committee/access.test.ts']
      .map((file) => textOf(`test/tendering/${file}`))
      .join('');
    expect(rules.length).toBeGreaterThan(20);
    expect(rules.filter((rule) => !new RegExp(`\\b${rule}\\(|\\(${rule}\\b`).test(rows))).toEqual([]);
  });

  it('read estimates: its own people, and all after the opening; never the operator before', () => {
    const sees = (status: string) => (actor: Actor) => {
      if (!maySeeEstimates(actor, states[status] as ExistingTender)) throw new DomainError('forbidden', 'hidden');
    };
    for (const status of ['draft', 'published', 'opening']) matrix(sees(status), ownPeople, 'hidden');
    matrix(sees('opened'), {}, 'yes');
  });

  it('read the log: its own people before, nobody during, all after the opening', () => {
    matrix((actor) => mayReadLog(actor, states.published as Tender), ownPeople, 'log-not-public');
    matrix((actor) => mayReadLog(actor, states.opening as Tender), {}, 'log-not-public');
    matrix((actor) => mayReadLog(actor, states.opened as Tender), {}, 'yes');
  });
});
