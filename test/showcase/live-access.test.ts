import { expect, it } from 'vitest';
import type { Firm, LiveSessionEvent } from '../../functions/showcase/events.ts';
import * as access from '../../functions/showcase/live-access.ts';
import { liveSession } from '../../functions/showcase/live-session.ts';
import type { ExistingSession, LiveSession } from '../../functions/showcase/live-state.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { acting, at, facts, guest, host, terms } from './fixtures.ts';

const other: Firm = { ...host, id: 'org_0195f000-0000-7000-8000-000000000003' };
const pending = { status: 'pending' } as const;
const who = {
  anonymous: { kind: 'anonymous' },
  'user without organisation': { kind: 'user', sub: 'nobody', platform: [] },
  'of several, none named': { kind: 'user', sub: 'several', platform: [], several: true },
  'sales of the host': acting('sales', host),
  'admin of the host': acting('admin', host),
  'sales of the host, pending': acting('sales', host, pending),
  'sales of a supplier in the list': acting('sales', guest),
  'admin of a supplier in the list': acting('admin', guest),
  'sales of a supplier in the list, pending': acting('sales', guest, pending),
  'sales of another': acting('sales', other),
  'purchaser of a buyer': acting('purchaser', other, { kinds: ['buyer'] }),
  'sales of a buyer alone': acting('sales', other, { kinds: ['buyer'] }),
  'operator, though sales of the host': acting('sales', host, {}, 'operator'),
  supervisor: { kind: 'user', sub: 'supervisor', platform: ['supervisor'] },
} as const satisfies Record<string, Actor>;

const drafted: LiveSessionEvent = { type: 'SessionDrafted', v: 1, data: { host, terms, facts, draftedAt: at } };
const announced: LiveSessionEvent = { type: 'SessionAnnounced', v: 1, data: { announcedAt: at } };
const cancelled: LiveSessionEvent = {
  type: 'SessionCancelled',
  v: 1,
  data: { by: 'host', reason: '停电', cancelledAt: at },
};
const draft = fold(liveSession, [drafted]);
const open = fold(liveSession, [drafted, announced]) as ExistingSession;
const dropped = fold(liveSession, [drafted, cancelled]);

const questions: readonly ((actor: Actor) => unknown)[] = [
  (actor) => access.maySee(actor, draft) && 'ok',
  (actor) => access.maySee(actor, dropped) && 'ok',
  (actor) => access.maySee(actor, open) && 'ok',
  (actor) => (access.seesShown(actor, open, open.products[1] as never) ? 'ok' : 'no'),
  (actor) => access.mayListDrafts(actor, host.id) && 'ok',
  (actor) => access.mayDraft(actor) && 'ok',
  (actor) => access.mayRun(actor, open) && 'ok',
  (actor) => access.mayAmend(actor, open) && 'ok',
  (actor) => access.mayCancel(actor, open).by,
  (actor) => access.mayFeature(actor, open) && 'ok',
  (actor) => access.mayConsent(actor, open) && 'ok',
  (actor) => access.mayFollow(actor, open) && 'ok',
  (actor) => access.sightOf(actor, open),
];

const ok = 'ok';
const no = 'no';
const f = 'forbidden';
const n = 'not-found';
const o = 'organisation-required';
const m = 'membership-required';
const v = 'organisation-not-verified';
const t = 'totals';

/** Columns: see a draft, one that was cancelled as a draft, one that was announced; a product without consent; list drafts; draft; run; amend; cancel; feature; consent; follow; whose figures. */
const expected: Record<keyof typeof who, readonly string[]> = {
  anonymous: [n, n, ok, no, f, m, m, m, m, f, m, m, t],
  'user without organisation': [n, n, ok, no, f, m, m, m, m, f, m, m, t],
  'of several, none named': [o, o, ok, no, o, o, o, o, o, f, o, o, t],
  'sales of the host': [ok, ok, ok, ok, ok, ok, ok, ok, 'host', f, f, ok, 'host'],
  'admin of the host': [ok, ok, ok, ok, ok, f, f, f, f, f, f, ok, 'host'],
  'sales of the host, pending': [ok, ok, ok, ok, ok, v, ok, v, 'host', f, f, ok, 'host'],
  'sales of a supplier in the list': [n, n, ok, ok, f, ok, f, f, f, f, ok, ok, 'supplier'],
  'admin of a supplier in the list': [n, n, ok, ok, f, f, f, f, f, f, f, ok, 'supplier'],
  'sales of a supplier in the list, pending': [n, n, ok, ok, f, v, f, f, f, f, v, ok, 'supplier'],
  'sales of another': [n, n, ok, no, f, ok, f, f, f, f, f, ok, t],
  'purchaser of a buyer': [n, n, ok, no, f, f, f, f, f, f, f, ok, t],
  'sales of a buyer alone': [n, n, ok, no, f, f, f, f, f, f, f, ok, t],
  'operator, though sales of the host': [n, n, ok, ok, f, f, f, f, 'operator', ok, f, f, 'all'],
  supervisor: [n, n, ok, no, f, m, m, m, m, f, m, m, t],
};

const asked = (actor: Actor) =>
  questions.map((ask) => {
    try {
      return ask(actor);
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  });

it.each(Object.entries(who))('%s may do what the matrix says', (name, actor) => {
  expect(asked(actor)).toEqual(expected[name as keyof typeof who]);
});

it('nobody sees what is not there', () => {
  const nothing: LiveSession = { status: 'none' };
  for (const actor of Object.values(who)) {
    const code = 'several' in actor ? o : n;
    expect(() => access.maySee(actor, nothing)).toThrow(expect.objectContaining({ code }));
  }
});
