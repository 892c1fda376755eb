import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError, fieldError } from '../../shared/kernel/errors.ts';
import { forEachOf } from '../../shared/kernel/pool.ts';
import { byText } from '../../shared/kernel/text.ts';
import * as s from './figure-schemas.ts';
import * as f from './figures.ts';
import type { SettleDeps } from './issue-statement.ts';
import type { SettledAgreement } from './settlement/sources.ts';
import { mayReadFigures, mayReadYear, type Share } from './settlement-access.ts';
import { ofYear } from './statement-store.ts';
import type { Listed } from './statement-views.ts';

const tag = '数据 Figures';
const read = { tag, access: 'user', method: 'get' } as const;
const one = { ...read, query: s.figureQuery } as const;
/** Statements whose sums are read at a time. */
const atOnce = 16;

interface Scope {
  readonly share: Share;
  readonly agreement?: SettledAgreement & { readonly id: string };
  readonly statements: readonly Listed[];
}

/** The numbers people look at: of an agreement or of a year, each with links to what it was computed from. */
export function figureRoutes(app: Router, http: HttpDeps, { statements, settling }: SettleDeps): void {
  /** What somebody may see of an agreement or of a year, narrowed to one's own where it is. */
  async function scoped(
    actor: Actor,
    { agreement: id, year }: { agreement?: string | undefined; year?: string | undefined },
    competitors: boolean,
  ): Promise<Scope> {
    if (id === undefined) {
      if (year === undefined) throw fieldError('figure-scope', '/agreement');
      const share = mayReadYear(actor, { competitors });
      const found = await statements.all(
        share.of === 'all' ? ofYear(year) : share.organisation,
        share.of === 'all' ? undefined : year,
      );
      return { share, statements: found.filter(within(share)) };
    }
    const agreement = await settling.agreement(id);
    const share = mayReadFigures(actor, agreement, { competitors });
    if (agreement === undefined) throw new DomainError('not-found', 'not-found');
    const found = await statements.all(id, year);
    return { share, agreement: { id, ...agreement }, statements: found.filter(within(share)) };
  }

  const within =
    (share: Share) =>
    ({ buyer, supplier }: { readonly buyer: string; readonly supplier: string }): boolean =>
      share.of === 'all' || (share.of === 'buyer' ? buyer : supplier) === share.organisation;

  async function summed(listed: readonly Listed[]): Promise<f.Summed[]> {
    const found: f.Summed[] = [];
    await forEachOf(listed, atOnce, async (each) => {
      found.push({ listed: each, sums: await statements.sums(each.id) });
    });
    return found.sort((a, b) => byText(a.listed.month, b.listed.month) || byText(a.listed.id, b.listed.id));
  }

  /** What the buyers of these statements settled before, in the twelve months before the first of them, elsewhere. */
  async function earlier({ agreement, statements: listed }: Scope): Promise<Listed[]> {
    const first = listed.map(({ month }) => month).sort()[0];
    if (first === undefined) return [];
    const from = `${Number(first.slice(0, 4)) - 1}${first.slice(4)}`;
    const buyers = [...new Set(listed.map(({ buyer }) => buyer))];
    const all = await Promise.all(
      buyers.map(async (buyer) => (await statements.all(buyer)).filter((each) => each.buyer === buyer)),
    );
    return all.flat().filter((each) => from <= each.month && each.month < first && each.agreement !== agreement?.id);
  }

  endpoint(
    app,
    http,
    {
      ...read,
      path: '/v1/figures/years',
      summary: '有数据的年份 · Since which year there are figures',
      description: 'The first year that a statement is of: of all the supervisor, others of their own.',
      answers: { 200: { schema: s.figureYears, description: 'the first year' } },
    },
    async ({ actor, at }) => {
      const share = mayReadYear(actor, { competitors: false });
      const first = await statements.firstMonth(share.of === 'all' ? undefined : share.organisation, at);
      return { status: 200, body: { first: first?.slice(0, 4) ?? null } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      path: '/v1/figures/savings',
      summary: '节约额 · What was saved',
      description:
        'Without VAT. Against the index: the goods at the series that settled them less what they cost, freight aside. Against separate purchases: the price that the same buyer last paid for the same goods under other agreements in the year before, times what it bought now, less what it cost now. For the lead, the supervisor, and each buyer of its own.',
      answers: { 200: { schema: s.savingsView, description: 'with the statements that it was computed from' } },
    },
    async ({ actor, query }) => {
      const scope = await scoped(actor, query, true);
      const [now, before] = await Promise.all([summed(scope.statements), earlier(scope).then(summed)]);
      return { status: 200, body: f.savings(now, before) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      path: '/v1/figures/progress',
      summary: '执行进度 · Agreed, called off and accepted',
      description: 'Of an agreement, by county and by supplier, each unit and weighing basis apart.',
      answers: { 200: { schema: s.progressView, description: 'with the agreement that it was computed from' } },
    },
    async ({ actor, at, query }) => {
      if (query.agreement === undefined) throw fieldError('figure-scope', '/agreement');
      const { share, agreement } = await scoped(actor, { agreement: query.agreement }, false);
      const rows = agreement === undefined ? [] : await settling.progress(agreement.id, at);
      return { status: 200, body: f.progress(query.agreement, rows.filter(within(share))) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...one,
      path: '/v1/figures/concentration',
      summary: '供应集中度 · How the money is spread over suppliers',
      description: 'Shares of what was settled, VAT included, and the sum of their squares (HHI).',
      answers: { 200: { schema: s.concentrationView, description: 'with the statements that it was computed from' } },
    },
    async ({ actor, query }) => ({ status: 200, body: f.concentration((await scoped(actor, query, true)).statements) }),
  );

  endpoint(
    app,
    http,
    {
      ...one,
      path: '/v1/figures/on-time',
      summary: '准时交付率 · Delivered on time',
      description: 'Of the lines that came or fell due, those that came in time: what the ratings counted.',
      answers: { 200: { schema: s.onTimeView, description: 'with the statements that it was computed from' } },
    },
    async ({ actor, query }) => ({ status: 200, body: f.onTime((await scoped(actor, query, false)).statements) }),
  );
}
