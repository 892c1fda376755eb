import { endpoint, etag, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { ActingRole, Actor } from '../../shared/kernel/actor.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { mayRun, maySee } from './access.ts';
import { drawSeed } from './committee/draw.ts';
import { mayDraw, mayRecuse } from './committee-access.ts';
import * as s from './committee-schemas.ts';
import { committeeViewOf } from './committee-views.ts';
import { categoriesOf } from './draft.ts';
import { isEligible } from './experts.ts';
import { drawableOf, knownPerson, partiesOf, type WorkDeps } from './gather-work.ts';
import { tenderParams } from './schemas.ts';
import type { StepAsk, Steps } from './steps-routes.ts';
import type { TenderCommand } from './tender.ts';
import type { ExistingTender } from './tender-state.ts';
import { tagOf } from './views.ts';

const tag = '评标委员会 Committee';
const path = '/v1/tenders/{id}/committee';
const answers = { 200: { schema: s.committeeView, description: 'the committee' } };
/** How often a lost race is decided again: what these commands carry does not depend on what they race with. */
const retries = 4;

/** How a committee comes together: by name, or by a draw that anyone can do again. */
export function committeeRoutes(app: Router, http: HttpDeps, deps: WorkDeps, steps: Steps): void {
  const { stateOf } = steps;
  const step = { tag, access: 'user', method: 'post', params: tenderParams, answers } as const;

  /** What is answered is the committee, as its caller may see it. */
  const carryOut = (id: string, command: TenderCommand, as: ActingRole, ask: StepAsk): Promise<Answer> =>
    steps.carryOut(id, command, as, ask, {
      retries,
      answer: ({ state, version }) => ({
        status: 200,
        body: committeeViewOf(ask.actor, state as ExistingTender),
        headers: etag(version),
      }),
    });

  /** The list of the draw that is being made, or was. */
  async function listOf(id: string, state: Awaited<ReturnType<typeof stateOf>>) {
    const evaluating = 'evaluating' in state ? state.evaluating : undefined;
    const number = evaluating?.committee?.draw?.number ?? evaluating?.draw?.number;
    return number === undefined ? [] : drawableOf(deps, id, number);
  }

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      method: 'get',
      path,
      params: tenderParams,
      summary: '查看评标委员会 · Read the committee',
      description:
        'Seats for all; names for the buyer’s purchasers, the supervisor and the members, and for all with the award. Then the draw as well, whole, so that anyone can do it again.',
      answers,
    },
    async ({ actor, params: { id } }) => {
      const { state, version } = await steps.snapshotOf(id);
      const tender = maySee(actor, state);
      const body = await whole(actor, id, tender);
      return { status: 200, body, headers: { ETag: tagOf(actor, tender, version, body) } };
    },
  );

  async function whole(actor: Actor, id: string, tender: ExistingTender) {
    const body = committeeViewOf(actor, tender);
    const { draw } = body;
    if (draw?.values === undefined) return body;
    const eligible = (await listOf(id, tender)).map((one) => one.id);
    return { ...body, draw: { ...draw, seed: drawSeed(id, draw.list, draw.values), eligible } };
  }

  endpoint(
    app,
    http,
    {
      ...step,
      path,
      summary: '登记评标委员会 · Enter the committee by name',
      description:
        'By a purchaser, once bids are opened; experts of a statutory pool with its number. Size, share of experts and chair by the rules; nobody who is tied to the buyer, a bidder or an affiliate.',
      body: s.committeeInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await stateOf(id);
      const as = mayRun(ask.actor, state);
      const [parties, members] = await Promise.all([
        partiesOf(deps, id, state),
        Promise.all(ask.body.members.map((one) => knownPerson(deps, one))),
      ]);
      const { pool } = ask.body;
      return carryOut(id, { type: 'enterCommittee', at: ask.at, members, pool, parties }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${path}/draw`,
      summary: '准备抽取专家 · Prepare a draw',
      description:
        'By a purchaser: fixes the list of active experts who know the goods, and commits to the buyer’s value. The supervisor commits next; then both reveal. A draw that is not made may be prepared anew.',
      body: s.drawInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await stateOf(id);
      const as = mayRun(ask.actor, state);
      const [parties, representatives, active] = await Promise.all([
        partiesOf(deps, id, state),
        Promise.all(ask.body.representatives.map((one) => knownPerson(deps, one))),
        deps.experts.active(),
      ]);
      const categories = categoriesOf((state as ExistingTender).draft);
      const eligible = active.filter((one) => isEligible(one, categories)).map((one) => one.id);
      const { experts, commitment } = ask.body;
      const command = {
        type: 'prepareDraw',
        at: ask.at,
        experts,
        representatives,
        eligible,
        commitment,
        parties,
      } as const;
      return carryOut(id, command, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${path}/draw/commitments`,
      summary: '公布承诺值 · Commit to a value',
      description: 'By the supervisor: the SHA-256 of a random value that it keeps to itself.',
      body: s.commitmentInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const { role, as } = mayDraw(ask.actor, await stateOf(id));
      return carryOut(id, { type: 'commitToDraw', at: ask.at, role, ...ask.body }, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${path}/draw/values`,
      summary: '揭示随机数 · Reveal a value',
      description:
        'By the buyer, and after it the supervisor, each its own, once both are committed; with the second the draw is made.',
      body: s.valueInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await stateOf(id);
      const { role, as } = mayDraw(ask.actor, state);
      const [parties, list] = await Promise.all([partiesOf(deps, id, state), listOf(id, state)]);
      const command = { type: 'revealDraw', at: ask.at, tender: id, role, list, parties, ...ask.body } as const;
      return carryOut(id, command, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${path}/recusals`,
      summary: '回避 · Recuse a member',
      description:
        'By the member, a purchaser or the supervisor. What the seat found counts no more; of a drawn committee the next in order takes its place, with a seat of its own number.',
      body: s.recusalInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await stateOf(id);
      const { as, own } = mayRecuse(ask.actor, state, ask.body.seat);
      if (own && ask.body.ground !== 'self-declared' && ask.body.ground !== 'unavailable') {
        throw new DomainError('forbidden', 'forbidden');
      }
      const [parties, list] = await Promise.all([partiesOf(deps, id, state), listOf(id, state)]);
      const command = { type: 'recuseMember', at: ask.at, tender: id, own, list, parties, ...ask.body } as const;
      return carryOut(id, command, as, ask);
    },
  );

  endpoint(
    app,
    http,
    {
      ...step,
      path: `${path}/replacements`,
      summary: '补充成员 · Fill a vacant seat by name',
      body: s.replacementInput,
    },
    async (ask) => {
      const { id } = ask.params;
      const state = await stateOf(id);
      const as = mayRun(ask.actor, state);
      const { seat: left, pool } = ask.body;
      const [parties, known] = await Promise.all([partiesOf(deps, id, state), knownPerson(deps, ask.body.member)]);
      const member = { ...known, chair: false };
      return carryOut(id, { type: 'replaceMember', at: ask.at, left, member, pool, parties }, as, ask);
    },
  );
}
