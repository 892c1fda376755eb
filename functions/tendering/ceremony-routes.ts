import { endpoint, type HttpDeps, type Router } from '../../shared/http/router.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { DomainError, type FieldError, faultsOf, fieldError } from '../../shared/kernel/errors.ts';
import { readPublicKey } from '../../shared/sealing/keys.ts';
import { checkShareHeader } from '../../shared/sealing/share.ts';
import { mayHoldShare, mayRun, maySeeCeremony } from './access.ts';
import type { KeptShare } from './annexes.ts';
import type { CeremonyKeyStore } from './ceremony-key-store.ts';
import * as s from './ceremony-schemas.ts';
import { ceremonyView, shareView } from './ceremony-views.ts';
import { tenderParams } from './schemas.ts';
import type { Steps } from './steps-routes.ts';
import type { TenderSnapshot, TenderStore } from './store.ts';
import { ceremonyOf, type ExistingTender } from './tender-state.ts';

export interface CeremonyRouteDeps {
  readonly tenders: TenderStore;
  readonly ceremonyKeys: CeremonyKeyStore;
  /** The opaque id of a subject, by which holders are named. */
  pseudonym(sub: string): string;
}

const tag = '密钥仪式 Opening by ceremony';
const one = '/v1/tenders/{id}/ceremony';

/** The key of an opening by ceremony: its holders, their shares, and the remedy. Nothing here can open a share. */
export function ceremonyRoutes(app: Router, http: HttpDeps, deps: CeremonyRouteDeps, steps: Steps): void {
  const { tenders, ceremonyKeys } = deps;
  const ofTender = { tag, access: 'user', params: tenderParams } as const;
  const ceremonyAnswer = { 200: { schema: s.ceremonyShown, description: 'the ceremony' } };

  const holderOf = (actor: Actor): string | undefined =>
    actor.kind === 'user' ? deps.pseudonym(actor.sub) : undefined;
  const ownHolder = (actor: Actor): string => {
    const holder = holderOf(actor);
    if (holder === undefined) throw new DomainError('unauthenticated', 'token-missing');
    return holder;
  };

  const shown = (id: string) => (snapshot: TenderSnapshot) => {
    const state = snapshot.state as ExistingTender;
    const ceremony = ceremonyOf(state);
    if (ceremony === undefined) throw new DomainError('not-found', 'not-found');
    return { status: 200, body: ceremonyView(id, state, ceremony) };
  };

  endpoint(
    app,
    http,
    {
      method: 'put',
      path: '/v1/ceremony-keys',
      summary: '登记本人的份额公钥 · Register your key for shares',
      description:
        'Its private half stays with you: `jicai ceremony key`. The answer names you to the purchaser. The inbox of the organisation that you act for, if any, tells you when your share is awaited.',
      tag,
      access: 'user',
      personal: true,
      keepsItsOwnAnswer: true,
      body: s.keyInput,
      answers: { 200: { schema: s.ownKey, description: 'registered' } },
    },
    async ({ actor, body, at }) => {
      const holder = ownHolder(actor);
      const registered = { key: await readPublicKey(body.key), registeredAt: at };
      const organisation = actor.kind === 'user' ? actor.membership?.organisation : undefined;
      await ceremonyKeys.put(holder, { ...registered, ...(organisation === undefined ? {} : { organisation }) });
      return { status: 200, body: { holder, ...registered, organisation: organisation ?? null } };
    },
  );

  endpoint(
    app,
    http,
    {
      method: 'get',
      path: '/v1/ceremony-keys/{holder}',
      summary: '份额公钥 · The key of a holder',
      description: 'Compare its `kid` with the holder in person before a share is sealed to it.',
      tag,
      access: 'public',
      params: s.keyParams,
      answers: { 200: { schema: s.registeredKey, description: 'the key' } },
    },
    async ({ params: { holder } }) => {
      const registered = await ceremonyKeys.find(holder);
      if (registered === undefined) throw new DomainError('not-found', 'not-found');
      const { key, registeredAt } = registered;
      return { status: 200, body: { holder, key, registeredAt } };
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofTender,
      method: 'put',
      path: one,
      summary: '分发开标密钥份额 · Deal the shares',
      description:
        'Of a draft: the public key, and each holder’s sealed share, as `jicai ceremony arrange` writes them. Again deals anew, and asks for every confirmation again.',
      body: s.ceremonyInput,
      answers: ceremonyAnswer,
    },
    async (ask) => {
      const { id } = ask.params;
      const as = mayRun(ask.actor, await steps.stateOf(id));
      const { shares, publicKey: given, ...rest } = ask.body;
      const publicKey = await readPublicKey(given);
      await checkShares(id, publicKey.kid, shares);
      const terms = {
        ...rest,
        publicKey,
        shares: shares.map(({ holder, kid, commitment }) => ({ holder, kid, commitment })),
      };
      const sealed = Object.fromEntries(shares.map((share) => [share.holder, share.sealed]));
      const command = { type: 'arrangeCeremony', at: ask.at, terms, sealed } as const;
      return steps.carryOut(id, command, as, ask, { answer: shown(id) });
    },
  );

  /** Each share is this tender's, of this key, and sealed to the key that its holder registered. */
  async function checkShares(tender: string, ceremony: string, shares: (typeof s.ceremonyInput)['_output']['shares']) {
    const errors: FieldError[] = [];
    for (const [at, { holder, kid, sealed, commitment }] of shares.entries()) {
      const registered = await ceremonyKeys.find(holder);
      if (registered?.key.kid !== kid) {
        errors.push({ pointer: `/shares/${at}/kid`, code: 'holder-key-unknown', params: { holder } });
        continue;
      }
      const terms = { tender, holder, ceremony, commitment };
      errors.push(...faultsOf(() => checkShareHeader(sealed, terms, kid), `/shares/${at}/sealed`));
    }
    const [first] = errors;
    if (first !== undefined) throw new DomainError('rule', first.code, first.params ?? {}, errors);
  }

  endpoint(
    app,
    http,
    {
      tag,
      access: 'public',
      params: tenderParams,
      method: 'get',
      path: one,
      summary: '密钥仪式 · The ceremony',
      description: 'Public with the tender; its holders see it from the draft on.',
      answers: ceremonyAnswer,
    },
    async ({ actor, params: { id } }) => {
      const { state } = await tenders.load(id, { consistent: actor.kind === 'user' });
      const ceremony = maySeeCeremony(actor, holderOf(actor), state);
      return { status: 200, body: ceremonyView(id, state as ExistingTender, ceremony) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofTender,
      method: 'get',
      path: `${one}/share`,
      summary: '本人的密封份额 · Your sealed share',
      answers: { 200: { schema: s.ownShare, description: 'the share' } },
    },
    async ({ actor, params: { id } }) => {
      const holder = ownHolder(actor);
      const state = await steps.stateOf(id);
      const share = mayHoldShare(actor, holder, state);
      const ceremony = maySeeCeremony(actor, holder, state);
      const kept = await tenders.annex<KeptShare>(id, 'share', holder);
      // Dealt anew between the two readings: what is kept is of the newer key.
      if (kept?.ceremony !== ceremony.publicKey.kid) throw new DomainError('unavailable', 'try-again');
      return { status: 200, body: shareView(id, ceremony, kept.sealed, share) };
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofTender,
      method: 'post',
      path: `${one}/confirmations`,
      summary: '确认份额可用 · Confirm that your share opens',
      description: 'Before the publication, which waits for every holder: `jicai ceremony confirm` opens the share.',
      body: s.confirmationInput,
      answers: ceremonyAnswer,
    },
    async (ask) => {
      const { id } = ask.params;
      const holder = ownHolder(ask.actor);
      mayHoldShare(ask.actor, holder, await steps.stateOf(id));
      const command = { type: 'confirmShare', at: ask.at, holder, ...ask.body } as const;
      return steps.carryOut(id, command, 'user', ask, { retries: 4, answer: shown(id) });
    },
  );

  endpoint(
    app,
    http,
    {
      ...ofTender,
      method: 'post',
      path: `${one}/shares`,
      summary: '提交份额 · Hand in your share',
      description:
        'Once the bids are frozen, a minute after the deadline: sealed to the tender’s key, so that only the opening reads it. Again changes nothing, unless the first was wrong.',
      body: s.shareInput,
      answers: ceremonyAnswer,
    },
    async (ask) => {
      const { id } = ask.params;
      const holder = ownHolder(ask.actor);
      const state = await steps.stateOf(id);
      const { commitment } = mayHoldShare(ask.actor, holder, state);
      const { publicKey } = maySeeCeremony(ask.actor, holder, state);
      const key = 'sealingKey' in state ? state.sealingKey : undefined;
      if (key === undefined) throw new DomainError('conflict', 'too-early');
      const { sealed } = ask.body;
      const terms = { tender: id, holder, ceremony: publicKey.kid, commitment };
      const [fault] = faultsOf(() => checkShareHeader(sealed, terms, key.kid), '/sealed');
      if (fault !== undefined) throw fieldError(fault.code, '/sealed');
      const command = { type: 'submitShare', at: ask.at, holder, sealed } as const;
      return steps.carryOut(id, command, 'user', ask, { retries: 4, answer: shown(id) });
    },
  );
}
