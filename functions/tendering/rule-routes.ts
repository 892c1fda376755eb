import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { faultsOf } from '../../shared/kernel/errors.ts';
import { dayOf } from '../../shared/kernel/time.ts';
import { mayRun, maySee } from './access.ts';
import type { KeptAmendment, KeptClarification } from './annexes.ts';
import { checkCeremony } from './ceremony.ts';
import * as s from './rule-schemas.ts';
import { checkTender, isBlocking } from './rules/check.ts';
import { rulePackOf } from './rules/pack.ts';
import { timelineNames, timelineOf } from './rules/timeline.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderStore } from './store.ts';
import { type ExistingTender, inStatus } from './tender-state.ts';
import { rulePack } from './view-schemas.ts';

export interface RuleRouteDeps {
  readonly tenders: TenderStore;
  words(): Promise<(code: string, params: Readonly<Record<string, string | number | boolean>>) => s.Words>;
}

const tag = '程序规则 Rules of procedure';

/** Rule packs as data, what they say of a draft, and the dates they give a tender. */
export function ruleRoutes(app: Router, http: HttpDeps, deps: RuleRouteDeps, steps: Steps): void {
  const { tenders } = deps;

  endpoint(
    app,
    http,
    {
      tag,
      method: 'get',
      path: '/v1/rule-packs/{regime}',
      access: 'public',
      params: s.regimeParams,
      query: s.packQuery,
      summary: '规则包 · The rules of a regime',
      description:
        'Each rule with its number, unit, article, and whether the text was read. A tender keeps the pack it was published under.',
      answers: { 200: { schema: rulePack, description: 'the pack in use on the day' } },
    },
    async ({ params: { regime }, query: { day }, at }) => ({
      status: 200,
      body: rulePackOf(regime, day ?? dayOf(at)),
    }),
  );

  endpoint(
    app,
    http,
    {
      tag,
      method: 'post',
      path: '/v1/tenders/{id}/check',
      access: 'user',
      params: tenderParams,
      summary: '发布前检查 · Check a draft before its publication',
      description:
        'What would be refused, what needs a signed reason (`justifications`), and what is only advised, each with its article and its place in the draft.',
      answers: { 200: { schema: s.checked, description: 'what was found' } },
    },
    async ({ actor, at, params: { id } }) => {
      const state = await steps.stateOf(id);
      mayRun(actor, state);
      const { draft, files } = inStatus(state, 'draft');
      const calendar = await steps.calendarAt(at, draft.deadline);
      const pack = rulePackOf(draft.regime, dayOf(at));
      const { article, verified } = pack.openingDays;
      const dealing = faultsOf(() => checkCeremony(state as ExistingTender), '/openingMode').map(
        ({ code, pointer, params = {} }) =>
          ({ code, pointer, severity: 'refused', article, verified, params }) as const,
      );
      const found = checkTender(draft, pack, {
        at,
        calendar,
        documents: files.length,
      });
      const findings = [...dealing, ...found];
      const publishable = dealing.length === 0 && !found.some(isBlocking);
      const say = await deps.words();
      const items = findings.map((one) => ({ ...one, message: say(one.code, one.params) }));
      return { status: 200, body: { publishable, findings: items } };
    },
  );

  endpoint(
    app,
    http,
    {
      tag,
      method: 'get',
      path: '/v1/tenders/{id}/timeline',
      access: 'public',
      params: tenderParams,
      summary: '时间表 · Every date with its rule',
      description: 'The days skipped, the earliest lawful alternative, and whether a date stands on an unknown year.',
      answers: { 200: { schema: s.timeline, description: 'in order' } },
    },
    async ({ actor, at, params: { id } }) => {
      const tender = maySee(actor, await steps.stateOf(id));
      const { draft } = tender;
      const rules = ('rules' in tender && tender.rules) || rulePackOf(draft.regime, dayOf(at));
      const calendar = await steps.calendarAt(at, draft.deadline);
      const [clarifications, amendments] = await Promise.all([
        tenders.annexes<KeptClarification>(id, 'clarification'),
        tenders.annexes<KeptAmendment>(id, 'amendment'),
      ]);
      const changes = [
        ...clarifications.filter(({ affectsBids }) => affectsBids).map(({ issuedAt }) => issuedAt),
        ...amendments.map(({ amendedAt }) => amendedAt),
      ];
      const entries = timelineOf({ ...courseOf(tender), clarifications: changes }, rules, calendar, at);
      return { status: 200, body: { items: entries.map((entry) => ({ ...entry, name: timelineNames[entry.code] })) } };
    },
  );
}

/** What a tender knows of its own course. */
function courseOf(tender: ExistingTender) {
  const opening = 'opening' in tender ? tender.opening : undefined;
  const report = 'report' in tender ? tender.report : undefined;
  return {
    deadline: tender.draft.deadline,
    ...('publishedAt' in tender ? { publishedAt: tender.publishedAt } : {}),
    ...(opening === undefined ? {} : { openedAt: opening.lawfulAt }),
    ...(report === undefined ? {} : { reportedAt: report.at }),
    ...(tender.status === 'standstill' || tender.status === 'awarded'
      ? { candidatesPublishedAt: tender.candidatesPublishedAt, standstillUntil: tender.standstillUntil }
      : {}),
    ...(tender.status === 'awarded' ? { awardedAt: tender.awardedAt } : {}),
    ...(tender.status === 'cancelled' ? { endedAt: tender.cancelledAt } : {}),
    ...(tender.status === 'failed' ? { endedAt: tender.frozen.frozenAt } : {}),
  };
}
