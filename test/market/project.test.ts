import { describe, expect, it } from 'vitest';
import type { ProjectEvent, ProjectRegistered } from '../../functions/market/events.ts';
import { type ProjectCommand, project, type WrittenProject } from '../../functions/market/project.ts';
import * as access from '../../functions/market/project-access.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { given, refusal } from '../support/given.ts';
import { at, builder, mill, tonnes } from './fixtures.ts';

const ids = [1, 2, 3].map((n) => `dln_0195f000-0000-7000-8000-00000000000${n}`);
const line = (diameter: number, more: object = {}) => ({
  category: 'steel.rebar',
  attributes: { grade: { atLeast: 'HRB400' }, diameter },
  quantity: tonnes('300'),
  window: { from: '2026-03-10', to: '2026-06-30' },
  ...more,
});
const written: WrittenProject = {
  name: '列东安置房二期',
  place: { division: '350404' },
  visibility: 'public',
  quantityHidden: false,
  lines: [line(16), line(20)],
};
const register = (more: object = {}): ProjectCommand => ({
  type: 'registerProject',
  at,
  poster: builder,
  project: { ...written, ...more },
  newIds: ids,
});
const amend = (changes: object, now = at): ProjectCommand => ({
  type: 'amendProject',
  at: now,
  changes,
  newIds: [...ids].reverse(),
});
const registered = project.decide(register(), project.initial)[0] as ProjectRegistered;
const [first, second] = registered.data.terms.lines as [
  ProjectRegistered['data']['terms']['lines'][0],
  ProjectRegistered['data']['terms']['lines'][0],
];
const closed: ProjectEvent = { type: 'ProjectClosed', v: 1, data: { closedAt: at } };

describe('a project', () => {
  it('is registered with an id for each line and the point of its place', () => {
    given(project)
      .when(register())
      .yields({
        type: 'ProjectRegistered',
        data: {
          poster: builder,
          terms: {
            place: { division: '350404', lon: '117.607418', lat: '26.234191', datum: 'GCJ-02' },
            lines: [{ id: ids[0] }, { id: ids[1] }],
          },
        },
      });
    given(project, registered).when(register()).refuses('project-exists');
  });

  it('is refused with every fault of its lines, of its place once', () => {
    const wrong = {
      place: { division: '999999' },
      lines: [
        line(16, { category: 'steel.rail' }),
        line(20, { window: { from: '2026-03-01', to: '2026-03-01' } }),
        line(21),
      ],
    };
    const error = refusal(() => project.decide(register(wrong), project.initial));
    expect([error.code, error.errors.map(({ pointer, code }) => [pointer, code])]).toEqual([
      'project-invalid',
      [
        ['/lines/0/category', 'category-unknown'],
        ['/place/division', 'division-unknown'],
        ['/lines/1/window/to', 'window-past'],
        ['/lines/2/attributes/diameter', 'attribute-not-allowed'],
      ],
    ]);
  });

  it('is amended line by line: with its id one is changed, without it is new', () => {
    const lines = [{ ...second, quantity: tonnes('500') }, line(25)];
    given(project, registered)
      .when(amend({ lines }))
      .yields({
        type: 'ProjectAmended',
        data: { terms: { lines: [{ id: ids[1], quantity: tonnes('500') }, { id: ids[1] }] } },
      });
    given(project, registered)
      .when(amend({ name: written.name }))
      .changesNothing();
    given(project, registered)
      .when(amend({ lines: [{ ...line(16), id: ids[2] }] }))
      .refuses('project-line-unknown', '/lines/0/id');
    given(project, registered)
      .when(amend({ lines: [first, first] }))
      .refuses('project-line-repeated', '/lines/1/id');
  });

  it('keeps a line whose window is over, and takes no new one', () => {
    const later = '2026-07-10T00:00:00.000Z';
    given(project, registered)
      .when(amend({ name: '二期 B 区' }, later))
      .yields({ type: 'ProjectAmended' });
    given(project, registered)
      .when(amend({ lines: [first, line(18)] }, later))
      .refuses('window-past', '/lines/1/window/to');
  });

  it('is closed for good', () => {
    given(project, registered).when({ type: 'closeProject', at }).yields(closed);
    given(project, registered, closed).when({ type: 'closeProject', at }).changesNothing();
    given(project, registered, closed)
      .when(amend({ name: 'x' }))
      .refuses('project-closed');
    given(project).when({ type: 'closeProject', at }).refuses('not-found');
  });

  it('has its hidden quantities in the private part of the event alone', () => {
    const [event] = project.decide(register({ quantityHidden: true }), project.initial) as [ProjectRegistered];
    expect(JSON.stringify(event.data)).not.toContain('300');
    expect(event.private?.quantities).toEqual({ [ids[0] ?? '']: tonnes('300'), [ids[1] ?? '']: tonnes('300') });
    expect(fold(project, [event])).toMatchObject({
      terms: { lines: [{ quantity: tonnes('300') }, { quantity: tonnes('300') }] },
    });
  });
});

const acting = (roles: readonly string[], of = builder, more: object = {}, platform: readonly string[] = []): Actor =>
  ({
    kind: 'user',
    sub: 'x',
    platform,
    membership: {
      organisation: of.id,
      name: of.name,
      uscc: of.uscc,
      kinds: ['buyer'],
      status: 'verified',
      roles,
      ...more,
    },
  }) as unknown as Actor;
const pending = { status: 'pending' };
const who: Readonly<Record<string, Actor>> = {
  anonymous: { kind: 'anonymous' },
  'user without organisation': { kind: 'user', sub: 'x', platform: [] },
  'of several, none named': { kind: 'user', sub: 'x', platform: [], several: true } as unknown as Actor,
  'own purchaser': acting(['purchaser']),
  'own sales': acting(['sales']),
  'own admin': acting(['admin']),
  'own purchaser, pending': acting(['purchaser'], builder, pending),
  'purchaser of another': acting(['purchaser'], mill),
  'purchaser of a supplier': acting(['purchaser'], mill, { kinds: ['supplier'] }),
  'purchaser of another, pending': acting(['purchaser'], mill, pending),
  'operator, though own purchaser': acting(['purchaser'], builder, {}, ['operator']),
  supervisor: { kind: 'user', sub: 's', platform: ['supervisor'] },
};
const open = fold(project, [registered]);
const members = fold(project, project.decide(register({ visibility: 'members' }), project.initial));
const over = fold(project, [registered, closed]);

/** Columns: see one that is public, for members, closed; register; amend, close one that is public; close one for members; list one's own. */
const expected: Readonly<Record<string, readonly string[]>> = {
  anonymous: [
    'ok',
    'not-found',
    'not-found',
    'membership-required',
    'membership-required',
    'membership-required',
    'not-found',
    'membership-required',
  ],
  'user without organisation': [
    'ok',
    'not-found',
    'not-found',
    'membership-required',
    'membership-required',
    'membership-required',
    'not-found',
    'membership-required',
  ],
  'of several, none named': ['ok', ...Array.from({ length: 7 }, () => 'organisation-required')],
  'own purchaser': Array.from({ length: 8 }, () => 'ok'),
  'own sales': ['ok', 'ok', 'ok', 'forbidden', 'forbidden', 'forbidden', 'forbidden', 'ok'],
  'own admin': ['ok', 'ok', 'ok', 'forbidden', 'forbidden', 'forbidden', 'forbidden', 'ok'],
  'own purchaser, pending': [
    'ok',
    'ok',
    'ok',
    'organisation-not-verified',
    'organisation-not-verified',
    'ok',
    'ok',
    'ok',
  ],
  'purchaser of another': ['ok', 'ok', 'not-found', 'ok', 'forbidden', 'forbidden', 'forbidden', 'ok'],
  'purchaser of a supplier': ['ok', 'ok', 'not-found', 'forbidden', 'forbidden', 'forbidden', 'forbidden', 'ok'],
  'purchaser of another, pending': [
    'ok',
    'not-found',
    'not-found',
    'organisation-not-verified',
    'forbidden',
    'forbidden',
    'not-found',
    'ok',
  ],
  'operator, though own purchaser': ['ok', 'ok', 'ok', 'forbidden', 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
  supervisor: [
    'ok',
    'ok',
    'ok',
    'membership-required',
    'membership-required',
    'membership-required',
    'membership-required',
    'membership-required',
  ],
};

function outcome(ask: () => unknown): string {
  try {
    ask();
    return 'ok';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

it.each(Object.entries(who))('who may do what with a project: %s', (name, actor) => {
  const found = [
    outcome(() => access.maySeeProject(actor, open)),
    outcome(() => access.maySeeProject(actor, members)),
    outcome(() => access.maySeeProject(actor, over)),
    outcome(() => access.mayRegister(actor)),
    outcome(() => access.mayAmendProject(actor, open)),
    outcome(() => access.mayCloseProject(actor, open)),
    outcome(() => access.mayCloseProject(actor, members)),
    outcome(() => access.mayListProjects(actor)),
  ];
  expect(found).toEqual(expected[name]);
});
