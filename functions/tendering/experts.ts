import { category } from '../../shared/commodity/category.ts';
import type { Decider, DomainEvent } from '../../shared/kernel/decider.ts';
import { DomainError, type FieldError, faultsOf, refuseAll, unreachable } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { checkUscc } from '../../shared/kernel/uscc.ts';

/** What the operator enters of an expert (评标专家). */
export interface ExpertEntry {
  readonly name: string;
  /** The USCC of the employer (工作单位), where there is one. */
  readonly employer?: string | undefined;
  /** Codes of categories or of their families. */
  readonly specialties: readonly string[];
  /** USCCs of organisations with which the expert has an interest (利害关系), as the operator knows of them. */
  readonly ties: readonly string[];
  readonly status: 'active' | 'suspended';
}

/** An expert in the list (专家库): `id` is opaque, and the only thing that a draw and its proof name. */
export interface Expert extends ExpertEntry {
  readonly id: string;
  readonly sub: string;
  /** Ties that the expert declared; neither list takes from the other. */
  readonly declaredTies: readonly string[];
  readonly enteredAt: Instant;
}

export type ExpertCommand =
  | ({ readonly type: 'enterExpert'; readonly id: string; readonly sub: string; readonly at: Instant } & ExpertEntry)
  | { readonly type: 'declareTies'; readonly ties: readonly string[] };

interface Public {
  readonly specialties: readonly string[];
  readonly status: ExpertEntry['status'];
}
interface Personal {
  readonly name: string;
  readonly employer?: string;
  readonly ties: readonly string[];
}
interface Event<Type extends string, Data extends object, Private extends object> extends DomainEvent {
  readonly type: Type;
  readonly v: 1;
  readonly data: Data;
  readonly private: Private;
}
export type ExpertEvent =
  | Event<
      'ExpertEntered',
      Public & { readonly expert: string; readonly enteredAt: Instant },
      Personal & { sub: string }
    >
  | Event<'ExpertChanged', Public, Personal>
  | Event<'TiesDeclared', object, { readonly ties: readonly string[] }>;

/** The most specialties, and the most ties in either list. */
export const expertLimits = { specialties: 12, ties: 40 } as const;

/** The id of an expert: made from the opaque id of its subject, so that a subject is in the list once. */
export const expertIdOf = (pseudonym: string): string => pseudonym.replace(/^usr_/, 'exp_');

/** The expert list, one expert an aggregate; what is said of a person stands beside the log. */
export const expertDecider: Decider<ExpertCommand, ExpertEvent, Expert | null> = {
  initial: null,

  decide(command, state) {
    switch (command.type) {
      case 'enterExpert': {
        const { id: expert, sub, at: enteredAt, name, status } = command;
        const specialties = sortedSet(command.specialties);
        const ties = sortedSet(command.ties);
        refuseAll(
          [...specialtyErrors(command.specialties), ...tieErrors(command.ties), ...employerErrors(command)],
          'expert-invalid',
        );
        const personal = { name, ties, ...(command.employer === undefined ? {} : { employer: command.employer }) };
        if (state === null) {
          const data = { expert, specialties, status, enteredAt };
          return [{ type: 'ExpertEntered', v: 1, data, private: { sub, ...personal } }];
        }
        const changed = { ...personal, specialties, status };
        const { id: _, sub: __, declaredTies: ___, enteredAt: ____, ...was } = state;
        if (same(was, changed)) return [];
        return [{ type: 'ExpertChanged', v: 1, data: { specialties, status }, private: personal }];
      }
      case 'declareTies': {
        if (state === null) throw new DomainError('not-found', 'not-found');
        refuseAll(tieErrors(command.ties), 'expert-invalid');
        const ties = sortedSet(command.ties);
        if (same(ties, state.declaredTies)) return [];
        return [{ type: 'TiesDeclared', v: 1, data: {}, private: { ties } }];
      }
      default:
        return unreachable(command);
    }
  },

  evolve(state, event): Expert | null {
    switch (event.type) {
      case 'ExpertEntered': {
        const { expert: id, ...entered } = event.data;
        return { id, ...entered, ...event.private, declaredTies: [] };
      }
      case 'ExpertChanged': {
        if (state === null) return state;
        const { employer: _, ...rest } = state;
        return { ...rest, ...event.data, ...event.private };
      }
      case 'TiesDeclared':
        return state && { ...state, declaredTies: event.private.ties };
      default:
        return unreachable(event);
    }
  },
};

/** Every USCC that an expert is tied to, by whoever said so; the employer is not among them. */
export const tiesOf = ({ ties, declaredTies }: Pick<Expert, 'ties' | 'declaredTies'>): readonly string[] =>
  sortedSet([...ties, ...declaredTies]);

/** Whether an expert may be drawn for goods of these categories, families among them. */
export const isEligible = ({ status, specialties }: Public, categories: readonly string[]): boolean =>
  status === 'active' && specialties.some((code) => categories.includes(code));

const specialtyErrors = (codes: readonly string[]): FieldError[] =>
  codes.flatMap((code, at) =>
    category(code) === undefined
      ? [{ pointer: `/specialties/${at}`, code: 'category-unknown', params: { category: code } }]
      : [],
  );

const tieErrors = (ties: readonly string[]): FieldError[] =>
  ties.flatMap((uscc, at) => faultsOf(() => checkUscc(uscc), `/ties/${at}`));

const employerErrors = ({ employer }: ExpertEntry): readonly FieldError[] =>
  employer === undefined ? [] : faultsOf(() => checkUscc(employer), '/employer');

const sortedSet = (list: readonly string[]): readonly string[] => [...new Set(list)].sort();

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
