import { describe, expect, it } from 'vitest';
import { mayDeclare, mayEnterExperts, maySeeExperts } from '../../functions/tendering/committee-access.ts';
import {
  type ExpertCommand,
  expertDecider,
  expertIdOf,
  isEligible,
  tiesOf,
} from '../../functions/tendering/experts.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { given, refusal } from '../support/given.ts';
import { at, buyer, supplier } from './fixtures.ts';

const id = expertIdOf('usr_0123456789abcdef0123456789abcdef');
const mill = '913504041000003660';
const entry = {
  type: 'enterExpert',
  id,
  sub: 'zhang',
  at,
  name: '张工',
  employer: buyer.uscc,
  specialties: ['steel', 'cement.common'],
  ties: [mill],
  status: 'active',
} as const satisfies ExpertCommand;
const entered = expertDecider.decide(entry, null);

describe('the expert list', () => {
  it('keeps what is said of a person beside the log', () => {
    given(expertDecider)
      .when(entry)
      .yields({
        type: 'ExpertEntered',
        data: { expert: id, specialties: ['cement.common', 'steel'], status: 'active', enteredAt: at },
        private: { sub: 'zhang', name: '张工', employer: buyer.uscc, ties: [mill] },
      });
    expect(JSON.stringify(entered.map(({ data }) => data))).not.toMatch(/张工|zhang|\d{17}/);
    expect(id).toBe('exp_0123456789abcdef0123456789abcdef');
  });

  it('enters the same again without an event, and what differs as a change', () => {
    given(expertDecider, ...entered)
      .when(entry)
      .changesNothing();
    given(expertDecider, ...entered)
      .when({ ...entry, specialties: ['cement.common', 'steel', 'steel'] })
      .changesNothing();
    const { employer: _, ...unemployed } = { ...entry, status: 'suspended' as const };
    const changed = expertDecider.decide(unemployed, given(expertDecider, ...entered).state);
    const { state } = given(expertDecider, ...entered, ...changed);
    expect(state).toMatchObject({ id, sub: 'zhang', status: 'suspended', ties: [mill], enteredAt: at });
    expect(state?.employer).toBeUndefined();
  });

  it('refuses unknown categories and malformed codes, each where it stands', () => {
    const first = given(expertDecider);
    expect(
      first.when({ ...entry, specialties: ['steel', 'gold'] }).refuses('category-unknown', '/specialties/1').kind,
    ).toBe('rule');
    first.when({ ...entry, ties: [mill, '123'] }).refuses('uscc-invalid', '/ties/1');
    first.when({ ...entry, employer: '123' }).refuses('uscc-invalid', '/employer');
    const both = first
      .when({ ...entry, employer: '123', specialties: ['gold'] })
      .refuses('expert-invalid', '/employer');
    expect(both.errors).toHaveLength(2);
  });

  it('takes an expert’s own ties beside those that the operator knows of', () => {
    const declared = expertDecider.decide(
      { type: 'declareTies', ties: [buyer.uscc, mill] },
      given(expertDecider, ...entered).state,
    );
    const { state, when } = given(expertDecider, ...entered, ...declared);
    expect(tiesOf(state ?? { ties: [], declaredTies: [] })).toEqual([mill, buyer.uscc].sort());
    when({ type: 'declareTies', ties: [mill, buyer.uscc, mill] }).changesNothing();
    when({ type: 'declareTies', ties: ['x'] }).refuses('uscc-invalid', '/ties/0');
    const again = expertDecider.decide({ ...entry, ties: [] }, state);
    expect(
      tiesOf(given(expertDecider, ...entered, ...declared, ...again).state ?? { ties: [], declaredTies: [] }),
    ).toHaveLength(2);
    given(expertDecider).when({ type: 'declareTies', ties: [] }).refuses('not-found');
  });

  it('draws those who are active and know the goods or their family', () => {
    const expert = { status: 'active', specialties: ['steel', 'pipe.pe'] } as const;
    expect(isEligible(expert, ['steel', 'steel.rebar'])).toBe(true);
    expect(isEligible(expert, ['pipe', 'pipe.pe'])).toBe(true);
    expect(isEligible(expert, ['pipe', 'pipe.steel'])).toBe(false);
    expect(isEligible({ ...expert, status: 'suspended' }, ['steel'])).toBe(false);
  });
});

describe('who may', () => {
  const user = (platform: ('operator' | 'supervisor' | 'expert')[]): Actor => ({ kind: 'user', sub: 'li', platform });
  const actors: Record<string, Actor> = {
    anonymous: { kind: 'anonymous' },
    user: user([]),
    sales: { kind: 'user', sub: 'li', platform: [], membership: supplier(1) },
    expert: user(['expert']),
    supervisor: user(['supervisor']),
    operator: user(['operator']),
  };
  const allowed = (may: (actor: Actor) => unknown): string[] =>
    Object.keys(actors).filter((name) => {
      try {
        return may(actors[name] as Actor) !== undefined;
      } catch {
        expect(refusal(() => may(actors[name] as Actor)).code).toBe('forbidden');
        return false;
      }
    });

  it('enter experts: the operator', () => expect(allowed(mayEnterExperts)).toEqual(['operator']));
  it('read the list: operator and supervisor', () =>
    expect(allowed(maySeeExperts)).toEqual(['supervisor', 'operator']));
  it('declare ties: every user, for itself', () => {
    expect(allowed(mayDeclare)).toEqual(['user', 'sales', 'expert', 'supervisor', 'operator']);
    expect(mayDeclare(user([]))).toBe('li');
  });
});
