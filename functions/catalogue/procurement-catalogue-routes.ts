import { endpoint, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { mayPublishCatalogue } from './admission-access.ts';
import * as s from './admission-schemas.ts';
import type { AdmissionStore } from './admission-store.ts';
import { type CatalogueVersion, citation } from './procurement-catalogue.ts';
import type { ProcurementCatalogueStore } from './procurement-catalogue-store.ts';
import { publishCatalogue } from './publish-catalogue.ts';

export interface ProcurementCatalogueDeps {
  readonly admissions: AdmissionStore;
  readonly catalogues: ProcurementCatalogueStore;
}

const tag = '采购目录 Procurement catalogue';
const all = '/v1/procurement-catalogues';
/** A version never changes. */
const forGood = { 'Cache-Control': 'public, max-age=86400, immutable' };

/** The dated versions of the procurement catalogue, which a tender can cite. */
export function procurementCatalogueRoutes(app: Router, http: HttpDeps, deps: ProcurementCatalogueDeps): void {
  const { catalogues } = deps;

  async function present(version: string): Promise<CatalogueVersion> {
    const found = await catalogues.load(version);
    if (found === null) throw new DomainError('not-found', 'not-found');
    return found;
  }

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: all,
      summary: '采购目录版本列表 · List versions of the procurement catalogue',
      description: 'The newest first.',
      tag,
      access: 'public',
      query: s.pages,
      answers: { 200: { schema: pageOf(s.catalogueView), description: 'a page' } },
    },
    async ({ query, at, url }) => {
      const { items, next } = await catalogues.list(at, query);
      return pageAnswer({ items: items.map(shown), next }, url);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: all,
      summary: '发布采购目录版本 · Publish a version of the procurement catalogue',
      description:
        'By an operator: the products admitted as of a day, with their hash. The version is named by the day; a second of the same day ends in `.2`.',
      tag,
      access: 'user',
      body: s.catalogueInput,
      answers: { 201: { schema: s.catalogueView, description: 'published' } },
    },
    async ({ actor, body, at, claim, cause }) => {
      const as = mayPublishCatalogue(actor);
      const answer = (made: CatalogueVersion) => ({
        status: 201,
        body: shown(made),
        headers: { Location: `${all}/${made.version}` },
      });
      return publishCatalogue(deps, { ...body, at, claim, cause: cause(as), answer });
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: `${all}/{version}`,
      summary: '查看采购目录版本 · Read a version of the procurement catalogue',
      tag,
      access: 'public',
      params: s.ofVersion,
      answers: { 200: { schema: s.catalogueView, description: 'the version' } },
    },
    async ({ params }) => ({ status: 200, body: shown(await present(params.version)), headers: forGood }),
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: `${all}/{version}/entries`,
      summary: '采购目录条目 · List the entries of a version',
      description: 'By product, the order that the hash covers.',
      tag,
      access: 'public',
      params: s.ofVersion,
      query: s.pages,
      answers: { 200: { schema: pageOf(s.entryView), description: 'a page' } },
    },
    async ({ params, query, url }) => {
      const { hash } = await present(params.version);
      const { headers, ...page } = pageAnswer(await catalogues.entries(hash, query), url);
      return { ...page, headers: { ...headers, ...forGood } };
    },
  );
}

const shown = (version: CatalogueVersion) => ({ ...version, citation: citation(version) });
