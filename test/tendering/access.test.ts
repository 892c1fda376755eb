import { describe, expect, it } from 'vitest';
import {
  mayBid,
  mayDraft,
  mayHoldReceipts,
  mayPublish,
  mayReadLog,
  mayRun,
  maySee,
  maySeeEstimates,
} from '../../functions/tendering/access.ts';
import { tenderDecider } from '../../functions/tendering/tender.ts';
import type { ExistingTender, Tender } from '../../functions/tendering/tender-state.ts';
import type { Actor, Membership } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
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
  'own sales': user(own({ roles: ['sales'] })),
  'own admin': user(own({ roles: ['admin'] })),
  'other purchaser': user(supplier(5, { kinds: ['buyer'], roles: ['purchaser'] })),
  'supplier sales': user(supplier(1)),
  'supplier admin': user(supplier(1, { roles: ['admin'] })),
  'unverified supplier sales': user(supplier(1, { status: 'pending' })),
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
  'own sales': 'yes',
  'own admin': 'yes',
} as const;

describe('who may', () => {
  it('draft: purchasers of buyers', () => {
    const yes = { 'own purchaser': 'yes', 'own unverified purchaser': 'yes', 'other purchaser': 'yes' };
    matrix(mayDraft, { ...strangers, ...yes }, 'forbidden');
  });

  it('see: a draft its own people, others not even that it exists; a published one all', () => {
    matrix((actor) => maySee(actor, states.none as Tender), unnamed, 'not-found');
    matrix((actor) => maySee(actor, states.draft as Tender), { ...unnamed, ...ownPeople }, 'not-found');
    for (const status of ['published', 'opening', 'opened'])
      matrix((actor) => maySee(actor, states[status] as Tender), {}, 'yes');
  });

  it('run a tender: its own purchasers', () => {
    const yes = { 'own purchaser': 'yes', 'own unverified purchaser': 'yes' };
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
      'own sales': 'forbidden',
      'own admin': 'forbidden',
    };
    matrix((actor) => mayPublish(actor, states.draft as Tender), expected, 'not-found');
  });

  it('bid: sales of verified suppliers, never the operator', () => {
    const yes = { 'supplier sales': 'yes', 'unverified supplier sales': 'organisation-not-verified' };
    matrix(mayBid, { ...strangers, ...yes }, 'forbidden');
  });

  it('hold receipts: a supplier’s own people', () => {
    const yes = { 'supplier sales': 'yes', 'supplier admin': 'yes', 'unverified supplier sales': 'yes' };
    matrix(mayHoldReceipts, { ...strangers, operator: 'membership-required', ...yes }, 'forbidden');
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
