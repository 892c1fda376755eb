import fc from 'fast-check';
import { itemOf, line } from '../contracts/framework.ts';
import { cement } from '../contracts/settlement-calls.ts';
import { demandPost } from '../market/fixtures.ts';
import { tenderBody } from '../support/world.ts';
import { type Document, filled, type Operation } from './operations.ts';
import { validValues } from './valid.ts';
import type { World } from './world.ts';

/** Bodies that a schema alone does not describe. */
const written = ({ firms: { mill }, things }: World): Readonly<Record<string, unknown>> => ({
  'POST /v1/tenders': tenderBody(),
  'POST /v1/price-indices/{id}/imports': {
    file: Buffer.from('day,price\n2026-03-05,350').toString('base64'),
    evidence: '信息价第3期',
  },
  'POST /v1/posts': demandPost,
  'PATCH /v1/posts/{id}': { radiusKm: 90 },
  'POST /v1/agreements/{id}/call-offs': { supplier: mill.id, lines: [line(itemOf('rebar', 0), '1')] },
  'POST /v1/agreements/{id}/price-preview': { itemId: cement, supplier: mill.id, orderedOn: '2026-03-06' },
  'POST /v1/combinations': { posts: [things.find(({ name }) => name === 'demand post')?.ids.id] },
});

/** The query that an operation does not do without. */
export function queryOf({ query }: Operation, { builder, mill }: World['firms']): string {
  const values: Readonly<Record<string, string>> = {
    month: '2026-03',
    side: 'buyer',
    token: 'of-nobody',
    supplier: mill.id,
    buyer: builder.id,
  };
  const needed = Object.entries(query).filter(([, { required }]) => required);
  return needed.length === 0 ? '' : `?${new URLSearchParams(needed.map(([name]) => [name, values[name] ?? '']))}`;
}

/** Ids of the form that the document asks for, of nothing that there is. */
export const nowhere = ({ param }: Operation, known: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(param).map(([name, { pattern }]) => {
      const prefix = typeof pattern === 'string' ? pattern.match(/^\^([a-z]{3})_/)?.[1] : undefined;
      if (prefix === undefined) return [name, known[name] ?? 'nowhere'];
      return [name, prefix === 'usr' ? `usr_${'d'.repeat(32)}` : `${prefix}_0195f000-0000-7000-8000-00000000dead`];
    }),
  );

/**
 * Bodies that get past the schemas, so that it is the rules that answer: the first that the document's own schema gives
 * of which the application does not say that it is malformed.
 */
export async function bodiesOf(w: World, document: Document): Promise<Map<string, unknown>> {
  const values = validValues(document);
  const own = written(w);
  const bodies = new Map<string, unknown>();
  for (const operation of document.operations.filter(({ body }) => body !== undefined)) {
    const { name, method, path, body: schema } = operation;
    const ids = { ...nowhere(operation, {}), ...w.things.find(({ of }) => of.test(path))?.ids };
    const drawn = name in own ? [own[name]] : fc.sample(values(schema ?? {}), { numRuns: 100, seed: 7 });
    for (const body of drawn) {
      const { status } = await w.t.call(method, filled(path, ids), body, { as: w.firms.builder.sub });
      await w.db.undo();
      if (status === 400) continue;
      bodies.set(name, body);
      break;
    }
  }
  return bodies;
}
