import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, type FieldError, faultsOf, unreachable } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { endOfDay, type Instant, startOfDay } from '../../shared/kernel/time.ts';
import type { Place, Poster } from './post-events.ts';
import type { HiddenQuantities, ProjectEvent, ProjectLine, ProjectTerms } from './project-events.ts';
import { checkTerms, type Written, type WrittenPlace } from './terms.ts';

interface Registered {
  readonly poster: Poster;
  readonly terms: ProjectTerms;
  readonly registeredAt: Instant;
  readonly changedAt: Instant;
}

/** A project (项目) as a union on its status. */
export type Project =
  | { readonly status: 'none' }
  | (Registered & { readonly status: 'open' })
  | (Registered & { readonly status: 'closed'; readonly closedAt: Instant });

/** A project that exists. */
export type ExistingProject = Exclude<Project, { readonly status: 'none' }>;

/** A line as it is written: one with an id is a line that the project has. */
export type WrittenLine = Omit<ProjectLine, 'id'> & { readonly id?: string | undefined };

/** A project as it is written (未校验的项目需求). */
export interface WrittenProject extends Omit<ProjectTerms, 'lines' | 'place'> {
  readonly place: WrittenPlace;
  readonly lines: readonly WrittenLine[];
}

export type ProjectCommand =
  | {
      readonly type: 'registerProject';
      readonly at: Instant;
      readonly poster: Poster;
      readonly project: WrittenProject;
      /** An id for each line, in its place. */
      readonly newIds: readonly string[];
    }
  | {
      readonly type: 'amendProject';
      readonly at: Instant;
      readonly changes: { readonly [Name in keyof WrittenProject]?: WrittenProject[Name] | undefined };
      readonly newIds: readonly string[];
    }
  | { readonly type: 'closeProject'; readonly at: Instant };

const v = 1;

/** The rules of a project: its lines are what posts of demand may say, and it is closed for good. */
export const project: Decider<ProjectCommand, ProjectEvent, Project> = {
  initial: { status: 'none' },

  decide(command, state) {
    const { at } = command;
    if (command.type === 'registerProject') {
      if (state.status !== 'none') throw new DomainError('conflict', 'project-exists');
      const { terms, ...hidden } = withoutHidden(checked(command.project, command.newIds, [], at));
      const { poster } = command;
      return [{ type: 'ProjectRegistered', v, data: { poster, terms, registeredAt: at }, ...hidden }];
    }
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    switch (command.type) {
      case 'amendProject': {
        if (state.status === 'closed') throw new DomainError('conflict', 'project-closed');
        const given = Object.entries(command.changes).filter(([, value]) => value !== undefined);
        const written = { ...state.terms, ...Object.fromEntries(given) } as WrittenProject;
        const after = checked(written, command.newIds, state.terms.lines, at);
        if (canonical(after) === canonical(state.terms)) return [];
        const { terms, ...hidden } = withoutHidden(after);
        return [{ type: 'ProjectAmended', v, data: { by: state.poster.id, terms, amendedAt: at }, ...hidden }];
      }
      case 'closeProject':
        return state.status === 'closed' ? [] : [{ type: 'ProjectClosed', v, data: { closedAt: at } }];
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'ProjectRegistered') {
      const { poster, terms, registeredAt } = event.data;
      const shown = withHidden(terms, event.private);
      return { status: 'open', poster, terms: shown, registeredAt, changedAt: registeredAt };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'ProjectAmended': {
        const { terms, amendedAt: changedAt } = event.data;
        return { ...state, terms: withHidden(terms, event.private), changedAt };
      }
      case 'ProjectClosed': {
        const { closedAt } = event.data;
        return { ...state, status: 'closed', closedAt, changedAt: closedAt };
      }
      default:
        return unreachable(event);
    }
  },
};

/** A line as the demand that it is posted as. */
export function demandOf(
  { name, place, visibility, quantityHidden }: Omit<WrittenProject, 'lines'>,
  { id: _, ...line }: WrittenLine,
): Written {
  const expiresAt = endOfDay(line.window.to);
  return { kind: 'demand', ...line, place, visibility, quantityHidden, text: name, expiresAt };
}

/**
 * The project in its one written form. Every fault is named with its pointer, as `project-invalid` where there are
 * several: what `checkTerms` finds of each line, `project-line-unknown`, `project-line-repeated`. A line whose window is
 * as it was may lie in the past.
 */
function checked(
  written: WrittenProject,
  newIds: readonly string[],
  known: readonly ProjectLine[],
  at: Instant,
): ProjectTerms {
  const errors: FieldError[] = [];
  const lines: ProjectLine[] = [];
  let place: Place | undefined;
  for (const [n, line] of written.lines.entries()) {
    const pointer = `/lines/${n}`;
    const before = known.find(({ id }) => id === line.id);
    if (line.id !== undefined && before === undefined)
      errors.push({ pointer: `${pointer}/id`, code: 'project-line-unknown' });
    if (line.id !== undefined && written.lines.findIndex(({ id }) => id === line.id) < n)
      errors.push({ pointer: `${pointer}/id`, code: 'project-line-repeated' });
    const same = before !== undefined && canonical(before.window) === canonical(line.window);
    const [earliest = at] = [at, startOfDay(line.window.to)].sort();
    const faults = faultsOf(() => {
      const terms = checkTerms(demandOf(written, line), same ? earliest : at, { follows: true });
      place ??= terms.place;
      lines.push({ ...line, id: line.id ?? newIds[n] ?? '', attributes: terms.attributes });
    }, pointer);
    errors.push(...faults.flatMap((fault) => inProject(fault, pointer)));
  }
  const faults = errors.filter(
    (each, n) => errors.findIndex(({ pointer, code }) => pointer === each.pointer && code === each.code) === n,
  );
  const [first, ...others] = faults;
  if (first !== undefined && others.length === 0) throw new DomainError('rule', first.code, first.params, faults);
  if (first !== undefined || place === undefined)
    throw new DomainError('rule', 'project-invalid', { count: faults.length }, faults);
  return { ...written, place, lines };
}

/** A fault of the place is the project's; that a line's post would expire is said by its window. */
function inProject(fault: FieldError, pointer: string): FieldError[] {
  if (fault.pointer === '/expiresAt') return [];
  return [fault.pointer.startsWith('/place') ? fault : { ...fault, pointer: `${pointer}${fault.pointer}` }];
}

/** What the log may hold of it: hidden quantities are private values. */
function withoutHidden(terms: ProjectTerms): { readonly terms: ProjectTerms; readonly private?: HiddenQuantities } {
  if (!terms.quantityHidden) return { terms };
  const quantities = terms.lines.flatMap(({ id, quantity }) => (quantity === undefined ? [] : [[id, quantity]]));
  const lines = terms.lines.map(({ quantity: _, ...line }) => line);
  return { terms: { ...terms, lines }, private: { quantities: Object.fromEntries(quantities) } };
}

function withHidden(terms: ProjectTerms, hidden: HiddenQuantities | undefined): ProjectTerms {
  if (hidden === undefined) return terms;
  const lines = terms.lines.map((line) => {
    const quantity = hidden.quantities[line.id];
    return quantity === undefined ? line : { ...line, quantity };
  });
  return { ...terms, lines };
}
