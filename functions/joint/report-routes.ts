import { endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { mayBind, mayLead, mayReport, maySeeReport, mayTakePart } from './access.ts';
import { figuresOf, reportOf } from './report.ts';
import { type ExistingRound, memberOf, mustBeOpen } from './round-state.ts';
import * as s from './schemas.ts';
import type { JointDeps, Steps } from './steps-routes.ts';
import * as view from './view-schemas.ts';
import { reportView } from './views.ts';

const one = '/v1/demand-rounds/{id}';
const forUsers = { tag: '联合报量 Joint demand', access: 'user' } as const;
const ofUnit = { ...forUsers, path: `${one}/lines/{org}`, params: s.ofUnit } as const;
const answers = { 200: { schema: view.round, description: 'the round' } };
const reported = { 200: { schema: view.reported, description: 'what the unit reports' } };

/** Reporting, last year's figures, signing, and leaving before the lock. */
export function reportRoutes(app: Router, http: HttpDeps, deps: JointDeps, steps: Steps): void {
  const { carryOut, reportNow, lastYear } = steps;
  const newLine = () => deps.id('demandLine');

  endpoint(
    app,
    http,
    {
      ...ofUnit,
      method: 'put',
      summary: '报送需求 · Report demand',
      description:
        'A purchaser or admin of the unit, inside the window: all its lines at once. Attributes and units are the category’s; `canonical` is the exact quantity in its first trading unit. A line that says the same keeps its id, so the same report twice changes nothing; any other voids the signature. Where a kind of goods lies more than 30 % from last year’s a line gives the reason, where nothing is left of it an omission does. 200 lines and 32 lots at most in the whole round.',
      body: s.reportInput,
      maxBody: 192 * 1024,
      answers: reported,
    },
    async (ask) => {
      const { id, org } = ask.params;
      return carryOut(id, ask, async ({ state }) => {
        const { as, participant, affiliates } = mayReport(ask.actor, state, org);
        const open = mustBeOpen(state as ExistingRound);
        const [known, last] = await Promise.all([reportNow(open, org), lastYear(open, org)]);
        const report = reportOf(ask.body, open, known.lines, newLine);
        const command = {
          type: 'report',
          at: ask.at,
          participant,
          affiliates,
          report,
          lastYear: last.figures,
        } as const;
        return { as, command, answer: (after) => ({ body: reportView(after, org, report, last) }) };
      });
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofUnit,
      method: 'get',
      summary: '查看报量明细 · Read what a unit reports',
      description:
        'The unit’s own people and the lead. `signed` is what `hash` covers: the SHA-256 of its JCS (RFC 8785). Last year’s figures stand beside, by kind of goods.',
      answers: reported,
    },
    async ({ actor, params: { id, org } }) => {
      const { state, version } = await steps.read(id);
      const round = maySeeReport(actor, state, org);
      const [report, last] = await Promise.all([reportNow(round, org), lastYear(round, org)]);
      return { status: 200, body: reportView(round, org, report, last), headers: etag(version) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofUnit,
      method: 'put',
      path: `${one}/history/{org}`,
      summary: '录入上年实际 · Enter last year’s figures',
      description:
        'The lead, of one unit, until that unit has signed. Of goods that are not entered the previous round’s locked lines stand.',
      body: s.historyInput,
      answers: { 200: { schema: view.history, description: 'the figures' } },
    },
    async (ask) => {
      const { id, org } = ask.params;
      return carryOut(id, ask, ({ state }) => {
        const { as } = mayLead(ask.actor, state);
        const open = mustBeOpen(state as ExistingRound);
        memberOf(open, org);
        const figures = figuresOf(ask.body.figures, open);
        const body = { participant: org, hash: hashJson(figures), figures };
        return {
          as,
          command: { type: 'enterHistory', at: ask.at, participant: org, figures },
          answer: () => ({ body }),
        };
      });
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/signatures`,
      params: s.ofRound,
      summary: '签署报量 · Sign what your unit reports',
      description:
        'An admin of the unit, with the hash of its lines as they are now; any other is `lines-changed`. Until the lock, also after the window.',
      body: s.signatureInput,
      answers,
    },
    async (ask) =>
      carryOut(ask.params.id, ask, async ({ state }) => {
        const { as, participant, affiliates } = mayBind(ask.actor, state);
        const open = mustBeOpen(state as ExistingRound);
        const unit = participant.id;
        const [report, { figures }] = await Promise.all([reportNow(open, unit), lastYear(open, unit)]);
        const { hash } = ask.body;
        const signing = { type: 'sign', at: ask.at, participant, affiliates, hash, report, lastYear: figures } as const;
        return { as, command: signing };
      }),
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'post',
      path: `${one}/withdrawals`,
      params: s.ofRound,
      summary: '谢绝或撤回 · Decline, or take a report back',
      description:
        'A purchaser or admin of the unit, before the lock. Who has reported nothing declines the invitation. Within the window it may report anew.',
      body: s.reasonInput,
      answers,
    },
    async (ask) =>
      carryOut(ask.params.id, ask, ({ state }) => {
        const { as, participant } = mayTakePart(ask.actor, state);
        const { reason } = ask.body;
        return { as, command: { type: 'withdraw', at: ask.at, participant: participant.id, reason } };
      }),
  );
}
