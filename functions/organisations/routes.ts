import { endpoint, etag, type HttpDeps, pageAnswer, type Router } from '../../shared/http/router.ts';
import { pageOf } from '../../shared/http/schemas.ts';
import type { Answer } from '../../shared/kernel/idempotency.ts';
import { mayActForOne, mayAdminister, mayList, mayLookUp, mayRead, mayVerify } from './access.ts';
import { type After, conduct, type OrganisationDeps, registered } from './conduct.ts';
import { memberRoutes } from './member-routes.ts';
import * as s from './schemas.ts';

const tag = '单位 Organisations';
const forUsers = { tag, access: 'user' } as const;
const one = '/v1/organisations/{id}';

/** Organisations, their members and certificates. */
export function organisationRoutes(app: Router, http: HttpDeps, deps: OrganisationDeps): void {
  const { organisations } = deps;
  const { present, carryOut } = conduct(organisations);

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: '/v1/organisations',
      summary: '登记单位 · Register an organisation',
      description:
        'The caller becomes its admin, and also purchaser of a buyer and sales of a supplier. A USCC with a wrong check digit is accepted with a warning. Several organisations may register one USCC; one of them is verified at a time.',
      ...forUsers,
      personal: true,
      body: s.registration,
      answers: { 201: { schema: s.organisationView, description: 'registered, awaiting verification' } },
    },
    async (ask) => {
      const founder = mayActForOne(ask.actor);
      const id = deps.id('organisation');
      const command = { type: 'registerOrganisation', id, founder, at: ask.at, ...ask.body } as const;
      const headers = { Location: `/v1/organisations/${id}` };
      return carryOut(id, command, 'user', ask, (after) => whole(after, 201, headers));
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/organisations',
      summary: '列出单位 · List organisations',
      description:
        'By status for the operator, to find what awaits verification; oldest first. With `kind=buyer` verified buyers of a county or city whose name holds `name`, for a purchaser or admin of a verified buyer, to invite them to a demand round: what is public of each.',
      ...forUsers,
      query: s.listing,
      answers: { 200: { schema: pageOf(s.listedView), description: 'a page' } },
    },
    async ({ actor, query: { status, kind, division, name, ...request }, at, url }) => {
      if (kind !== undefined) {
        const { division: own } = mayLookUp(actor);
        return pageAnswer(await organisations.buyers(division ?? own, name, request), url);
      }
      mayList(actor);
      return pageAnswer(await organisations.listed(status, at, request), url);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: one,
      summary: '查看单位 · Read an organisation',
      description:
        'A verified one is public. Its members and the operator see one in any status, with contact, warnings and members.',
      tag,
      access: 'public',
      params: s.ofOrganisation,
      answers: { 200: { schema: s.organisationView, description: 'the organisation' } },
    },
    async ({ actor, params }) => {
      const { state, version } = await organisations.load(params.id, { consistent: true });
      const seen = mayRead(actor, state);
      return { status: 200, body: s.shown(seen.organisation, seen.whole), headers: etag(version) };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'patch',
      path: one,
      summary: '变更单位信息 · Amend an organisation',
      description:
        'By an admin; fields that are absent stay. A change of name, division or sizeClass, which the operator verified, sends the organisation back to pending. The USCC and the kinds never change.',
      ...forUsers,
      params: s.ofOrganisation,
      body: s.amendment,
      answers: { 200: { schema: s.organisationView, description: 'as amended' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayAdminister(ask.actor, await present(id));
      return carryOut(id, { type: 'amendOrganisation', changes: ask.body }, as, ask, whole);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: `${one}/verification`,
      summary: '核验单位 · Verify or reject an organisation',
      description:
        'By the operator, in any status: a verified one may be rejected later, a rejected one verified. The decision that stands already changes nothing.',
      ...forUsers,
      params: s.ofOrganisation,
      body: s.verification,
      answers: { 200: { schema: s.organisationView, description: 'as decided' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayVerify(ask.actor, await present(id));
      return carryOut(id, { type: 'verifyOrganisation', ...ask.body }, as, ask, whole);
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'post',
      path: `${one}/certificates`,
      summary: '登记证书 · Add a certificate',
      description: 'By an admin; at most 50.',
      ...forUsers,
      params: s.ofOrganisation,
      body: s.certificate,
      answers: { 201: { schema: s.certificate, description: 'the certificate' } },
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayAdminister(ask.actor, await present(id));
      return carryOut(id, { type: 'addCertificate', certificate: ask.body }, as, ask, ({ version }) => ({
        status: 201,
        body: ask.body,
        headers: { ...etag(version), Location: `/v1/organisations/${id}` },
      }));
    },
  );

  memberRoutes(app, http, deps);
}

/** An organisation in full, for those who changed it. */
function whole({ state, version }: After, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: s.shown(registered(state), true), headers: { ...etag(version), ...headers } };
}
