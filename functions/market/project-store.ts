import type { Movement } from '../../shared/kernel/movement.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { keys } from '../../shared/table/keys.ts';
import { listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { type Project, project } from './project.ts';
import type { ProjectEvent } from './project-events.ts';
import { countedAs } from './standing-store.ts';

/** A project in its owner's list. */
export interface ListedProject {
  readonly id: string;
  readonly name: string;
  readonly status: 'open' | 'closed';
  readonly lines: number;
  readonly registeredAt: Instant;
}

export type ProjectStore = ReturnType<typeof projectStore>;

/** Projects, and the list of those of an organisation. */
export function projectStore(deps: AggregateDeps) {
  return {
    ...aggregateStore({ name: 'project', decider: project, rows, movements }, deps),

    /** An organisation's projects, newest first. */
    ofOrganisation: (organisation: string, request: PageRequest): Promise<Page<ListedProject>> =>
      listPage(deps.db, request, {
        partitions: [keys.projectList(organisation)],
        descending: true,
        consistent: true,
        pick: ({ listed }) => listed as ListedProject,
      }),
  };
}

/** A project counts as one, however many lines it posts. */
function movements({ type, data }: ProjectEvent): Movement[] {
  if (type === 'ProjectClosed') return [];
  return type === 'ProjectRegistered'
    ? countedAs('projects', data.poster.id, data.registeredAt)
    : countedAs('projects', data.by, data.amendedAt);
}

function rows({ id, state }: Snapshot<Project>): Row[] {
  if (state.status === 'none') return [];
  const { status, registeredAt, poster, terms } = state;
  const listed: ListedProject = { id, name: terms.name, status, lines: terms.lines.length, registeredAt };
  return [{ key: { pk: keys.projectList(poster.id), sk: `${registeredAt}#${id}` }, item: { listed } }];
}
