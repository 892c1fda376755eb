import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { mayBind, mayLead, maySeeInside, maySeeReport, seesReport } from './access.ts';
import { others, reportsWith, reportsWithout } from './locking.ts';
import { effectOf } from './lots.ts';
import { reportOf } from './report.ts';
import { activeMember, type ExistingRound, mustBeLocked, sameReports } from './round-state.ts';
import * as s from './schemas.ts';
import type { JointDeps, Steps } from './steps-routes.ts';
import type { LateChange, LateChangeEnd } from './store.ts';
import * as view from './view-schemas.ts';

const one = '/v1/demand-rounds/{id}';
const forUsers = { tag: '联合报量 Joint demand', access: 'user' } as const;
const post = { ...forUsers, method: 'post', params: s.ofRound } as const;
const answers = { 200: { schema: view.round, description: 'the round' } };

/** The lock, what may still change after it, and the joint tender. */
export function lockedRoutes(app: Router, http: HttpDeps, deps: JointDeps, steps: Steps): void {
  const { rounds } = deps;
  const { carryOut } = steps;

  /** A late change that was asked for in this round. @throws `not-found` */
  async function changeOf(id: string, change: string): Promise<LateChange> {
    const found = await rounds.change(id, change);
    if (found === undefined) throw new DomainError('not-found', 'not-found');
    return found;
  }

  endpoint(
    app,
    http,
    {
      ...post,
      path: `${one}/lock`,
      summary: '锁定汇总 · Lock the round',
      description:
        'The lead, once everyone who reported has signed, and the window is closed or everyone invited has signed or left. Fixes the lots (product family × zone), their sums and committed sums in each unit and on each basis, and the hash of the whole. Once the window is closed, `without` names units that reported and never signed, each with the reason: their lines are in no sum, and they are told why. Locked already it answers the round as it is.',
      body: s.lockInput,
      bodyOptional: true,
      answers,
    },
    async (ask) =>
      carryOut(ask.params.id, ask, async ({ state }) => {
        const { as } = mayLead(ask.actor, state);
        const { without } = ask.body;
        return { as, command: { type: 'lock', at: ask.at, reports: await rounds.reports(ask.params.id), without } };
      }),
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${one}/opt-outs/effect`,
      params: s.ofRound,
      query: s.effectQuery,
      summary: '退出影响 · What opting out would do',
      description:
        'Of your own unit, or for the lead of the one that it names: every lot before and after, and each unit’s share of it.',
      answers: { 200: { schema: view.effect, description: 'the effect' } },
    },
    async ({ actor, params: { id }, query }) => {
      const { state } = await steps.read(id);
      const participant =
        query.participant ?? (actor.kind === 'user' ? actor.membership?.organisation : undefined) ?? '';
      const round = mustBeLocked(maySeeReport(actor, state, participant));
      activeMember(round, participant);
      const reports = sameReports(round, round.locked.signed, await rounds.reports(id));
      const lots = effectOf(round, reports, reportsWithout(round, reports, participant));
      return { status: 200, body: { participant, version: round.locked.version, lots } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...post,
      path: `${one}/opt-outs`,
      summary: '退出联合采购 · Opt out after the lock',
      description:
        'An admin of the unit, while no tender of the round runs; the rest is the next version. See `…/opt-outs/effect` first. A late change that waits for consent falls.',
      body: s.reasonInput,
      answers,
    },
    async (ask) =>
      carryOut(ask.params.id, ask, async ({ state }) => {
        const { as, participant } = mayBind(ask.actor, state);
        const reports = await rounds.reports(ask.params.id);
        const { reason } = ask.body;
        return { as, command: { type: 'optOut', at: ask.at, participant: participant.id, reason, reports } };
      }),
  );

  endpoint(
    app,
    http,
    {
      ...post,
      path: `${one}/late-changes`,
      summary: '申请锁定后变更 · Ask for a late change',
      description:
        'An admin of the unit, who signs with it: all its lines as they should be, and why. It is made when every other unit has consented; one refusal ends it. One at a time.',
      body: s.lateChangeInput,
      maxBody: 192 * 1024,
      answers: { 201: { schema: view.lateChange, description: 'asked for' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const change = deps.id('lateChange');
      const newLine = () => deps.id('demandLine');
      return carryOut(
        id,
        ask,
        async ({ state }) => {
          const { as, participant, affiliates } = mayBind(ask.actor, state);
          const round = mustBeLocked(state as ExistingRound);
          const { reason, ...input } = ask.body;
          const [reports, { figures: lastYear }] = await Promise.all([
            rounds.reports(id),
            steps.lastYear(round, participant.id),
          ]);
          const report = reportOf(input, round, reports.get(participant.id)?.lines ?? [], newLine);
          const asked = { change, participant, affiliates, report, reason, reports, lastYear } as const;
          const headers = { Location: `/v1/demand-rounds/${id}/late-changes/${change}` };
          return {
            as,
            command: { type: 'proposeChange', at: ask.at, ...asked },
            answer: (after) => ({
              body: {
                id: change,
                participant: participant.id,
                reason,
                proposedAt: ask.at,
                ...('change' in after && after.change
                  ? { status: 'open', hash: after.change.hash, consents: [], waiting: others(after, participant.id) }
                  : { status: 'applied', hash: hashIn(after, participant.id) }),
                report,
              },
              headers,
            }),
          };
        },
        201,
      );
    },
  );

  endpoint(
    app,
    http,
    {
      ...forUsers,
      method: 'get',
      path: `${one}/late-changes/{cid}`,
      params: s.ofChange,
      summary: '查看锁定后变更 · Read a late change',
      description:
        'The lead and those invited: what it would do to every lot while it is open, and how it ended. The lines themselves to the unit and the lead.',
      answers: { 200: { schema: view.lateChange, description: 'the late change' } },
    },
    async ({ actor, params: { id, cid } }) => {
      const { state } = await steps.read(id);
      const round = maySeeInside(actor, state);
      const [change, end] = await Promise.all([changeOf(id, cid), rounds.changeEnd(id, cid)]);
      const waiting = await whileOpen(round, change);
      const report = seesReport(actor, round, change.participant.id) ? { report: change.report } : {};
      return { status: 200, body: { ...changeView(change, end), ...waiting, ...report } };
    },
  );

  /** Who has consented, and what the change would do. */
  async function whileOpen(round: ExistingRound, { change, participant: { id: unit }, report }: LateChange) {
    if (round.status !== 'locked' || round.change?.id !== change) return {};
    const { consents } = round.change;
    const reports = sameReports(round, round.locked.signed, await rounds.reports(round.round));
    const waiting = others(round, unit).filter((each) => !consents.includes(each));
    return { consents, waiting, lots: effectOf(round, reports, reportsWith(round, reports, unit, report)) };
  }

  endpoint(
    app,
    http,
    {
      ...post,
      path: `${one}/late-changes/{cid}/consents`,
      params: s.ofChange,
      summary: '同意变更 · Consent to a late change',
      description: 'An admin of each other unit; with the last consent the change is made and is the next version.',
      answers,
    },
    async (ask) => {
      const { id, cid: change } = ask.params;
      return carryOut(id, ask, async ({ state }) => {
        const { as, participant } = mayBind(ask.actor, state);
        const [{ report }, reports] = await Promise.all([changeOf(id, change), rounds.reports(id)]);
        return { as, command: { type: 'consent', at: ask.at, change, participant: participant.id, report, reports } };
      });
    },
  );

  endpoint(
    app,
    http,
    {
      ...post,
      path: `${one}/late-changes/{cid}/refusals`,
      params: s.ofChange,
      summary: '不同意变更 · Refuse a late change',
      description: 'An admin of any unit that takes part; the one that asked takes it back so.',
      body: s.reasonInput,
      answers,
    },
    async (ask) => {
      const { id, cid: change } = ask.params;
      return carryOut(id, ask, async ({ state }) => {
        const { as, participant } = mayBind(ask.actor, state);
        await changeOf(id, change);
        const { reason } = ask.body;
        return { as, command: { type: 'refuse', at: ask.at, change, participant: participant.id, reason } };
      });
    },
  );

  endpoint(
    app,
    http,
    {
      ...post,
      path: `${one}/tender`,
      summary: '发起联合招标 · Ask for the joint tender',
      description:
        'The lead. A draft is made once under the id that is answered: a lot for each of the round’s, an item for each demand line, the quantity in the category’s first unit where it ends within 6 decimals, else as it was reported; due on the last day of its month. From here on the round stands still until that tender is over.',
      body: s.jointTenderInput,
      answers: { 202: { schema: view.tenderAsked, description: 'asked for; `Location` is the tender’s' } },
    },
    async (ask) => {
      const { id } = ask.params;
      return carryOut(
        id,
        ask,
        async ({ state }) => {
          const { as, affiliates } = mayLead(ask.actor, state);
          const reports = await rounds.reports(id);
          return {
            as,
            command: { type: 'requestTender', at: ask.at, affiliates, reports, ...ask.body },
            answer: (after) => {
              const tender = 'tender' in after ? after.tender : '';
              return { body: { tender }, headers: { Location: `/v1/tenders/${tender}` } };
            },
          };
        },
        202,
      );
    },
  );
}

const hashIn = (round: ExistingRound, unit: string): string | undefined =>
  round.members.find(({ id }) => id === unit)?.report?.hash;

function changeView({ change: id, participant, reason, hash, proposedAt }: LateChange, end: LateChangeEnd | undefined) {
  const { outcome: status = 'open', ...how } = end ?? {};
  return {
    id,
    participant: participant.id,
    reason,
    hash,
    proposedAt,
    status,
    ...(end === undefined ? {} : { end: how }),
  };
}
