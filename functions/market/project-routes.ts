import { type Ask, endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { ActingRole, Actor } from '../../shared/kernel/actor.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { seesQuantity } from './access.ts';
import { posterOf } from './conduct.ts';
import type { ExistingProject, Project, ProjectCommand } from './project.ts';
import { mayAmendProject, mayCloseProject, mayListProjects, mayRegister, maySeeProject } from './project-access.ts';
import * as s from './project-schemas.ts';
import type { ProjectStore } from './project-store.ts';
import { orTooMany } from './rates.ts';
import { sourcedId } from './sources.ts';
import type { StandingStore } from './standing-store.ts';

export interface ProjectDeps {
  readonly projects: ProjectStore;
  readonly standing: StandingStore;
  id(kind: IdKind): string;
}

const tag = '供需 Market';
const one = '/v1/projects/{id}';
const answers = { 200: { schema: s.project, description: 'the project' } };
/** How often a lost race is decided again: every command here is safe to. */
const retries = 3;

/** The register of projects (项目需求): what each needs is posted line by line, and the posts follow it. */
export function projectRoutes(app: Router, http: HttpDeps, { projects, standing, id: newId }: ProjectDeps): void {
  const present = async (id: string): Promise<Project> => (await projects.load(id, { consistent: true })).state;
  const idsFor = (lines: readonly unknown[]): string[] => lines.map(() => newId('demandLine'));

  async function carryOut(
    id: string,
    command: ProjectCommand,
    as: ActingRole,
    { actor, cause, claim, ifMatch }: Pick<Ask<unknown, unknown, unknown>, 'actor' | 'cause' | 'claim' | 'ifMatch'>,
    extra: Partial<Answer> = {},
  ): Promise<Answer> {
    const answer = ({ state, version }: { readonly state: Project; readonly version: number }): Answer => ({
      status: extra.status ?? 200,
      body: state.status === 'none' ? undefined : viewOf(id, state, actor),
      headers: { ...etag(version), ...extra.headers },
    });
    const outcome = await projects.handle(id, command, cause(as), { claim, ifMatch, answer, retries });
    return outcome.answer;
  }

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: '/v1/projects',
      summary: '登记项目需求 · Register a project',
      description:
        'By the purchasing staff of a verified buyer. Each line becomes a demand in the market that follows it: changed with the project, and closed with it. Everything that is wrong is named at once.',
      body: s.projectInput,
      answers: { 201: { schema: s.project, description: 'registered' } },
    },
    async (ask) => {
      const { membership, as } = mayRegister(ask.actor);
      await standing.check('projects', membership.organisation, ask.at);
      const id = newId('project');
      const [poster, newIds] = [posterOf(membership), idsFor(ask.body.lines)];
      const command = { type: 'registerProject', at: ask.at, poster, project: ask.body, newIds } as const;
      return carryOut(id, command, as, ask, { status: 201, headers: { Location: `/v1/projects/${id}` } }).catch(
        orTooMany('projects', ask.at),
      );
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'get',
      path: '/v1/projects',
      summary: "本单位项目 · One's own projects",
      description: 'Newest first. What others need is among the posts of demand, each with its `source`.',
      query: s.filter,
      answers: { 200: { schema: pageOf(s.listed), description: 'a page' } },
    },
    async ({ actor, query, url }) => pageAnswer(await projects.ofOrganisation(mayListProjects(actor), query), url),
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path: one,
      params: s.ofProject,
      summary: '查看项目需求 · Read a project',
      description: 'One for members does not exist for others; a closed one is for its own organisation.',
      answers,
    },
    async ({ actor, params: { id } }) => {
      const { state, version } = await projects.load(id);
      return { status: 200, body: viewOf(id, maySeeProject(actor, state), actor), headers: etag(version) };
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'patch',
      path: one,
      params: s.ofProject,
      summary: '修改项目需求 · Amend a project',
      description:
        'Members that are given replace what was. `lines` is the whole list: a line with an `id` is changed, one without is new, one that is left out is closed.',
      body: s.projectChanges,
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const project = await present(id);
      const as = mayAmendProject(ask.actor, project);
      if (project.status !== 'none') await standing.check('projects', project.poster.id, ask.at);
      const newIds = idsFor(ask.body.lines ?? []);
      return carryOut(id, { type: 'amendProject', at: ask.at, changes: ask.body, newIds }, as, ask).catch(
        orTooMany('projects', ask.at),
      );
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      access: 'user',
      method: 'post',
      path: `${one}/closure`,
      params: s.ofProject,
      summary: '关闭项目需求 · Close a project',
      description: 'Its posts are closed with it.',
      answers,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayCloseProject(ask.actor, await present(id));
      return carryOut(id, { type: 'closeProject', at: ask.at }, as, ask);
    },
  );
}

/** A project as this reader may see it. */
function viewOf(
  id: string,
  { status, poster, terms, registeredAt, changedAt, ...rest }: ExistingProject,
  actor: Actor,
) {
  const sees = seesQuantity(actor, poster.id, terms.quantityHidden);
  const lines = terms.lines.map(({ quantity, ...line }) => ({
    ...line,
    ...(sees && quantity !== undefined ? { quantity } : {}),
    post: sourcedId({ kind: 'project', id }, line.category, line.id),
  }));
  return { id, status, poster, ...terms, lines, registeredAt, changedAt, ...rest };
}
