import { type Answer, call, speakAs } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { language } from '../kit/language.ts';
import type { Role } from '../kit/page-route.ts';
import { storeOf, useStore } from '../kit/store.ts';

export type Membership = Answer<'GET /v1/memberships'>['items'][number];

/** What the issuer gave: it lives in this module's memory, and goes with the page. */
export interface Tokens {
  /** @returns a token that is good now, renewed where it had to be; `undefined` when it cannot be */
  current(): Promise<string | undefined>;
  /** Leaves the issuer too, where it can be left. */
  leave(): void;
}

/** Who has signed in (会话). `unknown` until it is clear whether a session goes on. */
export type Session =
  | { readonly status: 'unknown' }
  | { readonly status: 'anonymous'; readonly ended?: true }
  | {
      readonly status: 'user';
      readonly sub: string;
      readonly name: string;
      readonly roles: readonly Role[];
      readonly memberships: readonly Membership[];
      readonly organisation: Membership | undefined;
    };

export const session = storeOf<Session>({ status: 'unknown' });
export const useSession = (): Session => useStore(session);

let tokens: Tokens | undefined;

speakAs({
  get language() {
    return language.get();
  },
  get organisation() {
    const now = session.get();
    return now.status === 'user' ? now.organisation?.organisation : undefined;
  },
  token: async () => tokens?.current(),
  refused() {
    if (session.get().status !== 'user') return;
    tokens = undefined;
    begin({ status: 'anonymous', ended: true });
  },
});

/** What is shown belongs to whom it was read for. */
function begin(next: Session): void {
  session.set(next);
  queries.clear();
}

/** The organisation that the tab acts for: an id, no secret. */
const chosen = 'jicai.organisation';

/** Takes the issuer's tokens for a session: asks who that is, and for whom they may act. */
export async function signIn(name: string, given: Tokens): Promise<void> {
  tokens = given;
  try {
    begin(await meet(name));
  } catch (error) {
    tokens = undefined;
    begin({ status: 'anonymous' });
    throw error;
  }
}

async function meet(name: string): Promise<Extract<Session, { readonly status: 'user' }>> {
  const [me, { items }, listed, seats] = await Promise.all([
    call('GET /v1/me', {}),
    call('GET /v1/memberships', {}),
    call('GET /v1/experts/me', {}).then(() => true, notOne),
    // Whoever was drawn in a statutory pool is in no list of the platform, and sits all the same.
    call('GET /v1/experts/me/seats', { query: { limit: 1 } }),
  ]);
  const organisation = items.find((each) => each.organisation === sessionStorage.getItem(chosen)) ?? items[0];
  const roles = rolesOf(me.platform, organisation, listed || seats.items.length > 0);
  return { status: 'user', sub: me.sub, name, roles, memberships: items, organisation };
}

/** Reads anew for whom the user may act: who joined or registered an organisation has another menu. */
export async function meetAgain(): Promise<void> {
  const now = session.get();
  if (now.status === 'user') session.set(await meet(now.name));
}

/** Nobody is an expert by chance: whoever is refused is none, whatever else fails is told. */
function notOne(error: unknown): false {
  if (error instanceof ApiProblem && (error.status === 403 || error.status === 404)) return false;
  throw error;
}

export function signOut(): void {
  const left = tokens;
  tokens = undefined;
  forgetWay();
  begin({ status: 'anonymous' });
  left?.leave();
}

/** Acts for another organisation of the user's from now on. */
export function actFor(id: string): void {
  const now = session.get();
  if (now.status !== 'user') return;
  const organisation = now.memberships.find((each) => each.organisation === id);
  sessionStorage.setItem(chosen, id);
  const others = now.roles.filter((role) => role === 'expert' || role === 'operator' || role === 'supervisor');
  const own = rolesOf([], organisation, false);
  begin({ ...now, organisation, roles: [...own, ...others] });
}

export function rolesOf(
  platform: readonly string[],
  organisation: Pick<Membership, 'kinds'> | undefined,
  expert: boolean,
): readonly Role[] {
  const kinds = organisation?.kinds ?? [];
  return [
    'user',
    ...(kinds.includes('buyer') ? (['purchaser', 'county'] as const) : []),
    ...(kinds.includes('supplier') ? (['supplier'] as const) : []),
    ...(expert ? (['expert'] as const) : []),
    ...(platform.includes('operator') ? (['operator'] as const) : []),
    ...(platform.includes('supervisor') ? (['supervisor'] as const) : []),
  ];
}

/*
 * How the session is found again after the page was loaded anew: which way the user came in, and no token. By it the issuer is
 * asked again, without a word to the user; a tab that is closed forgets it.
 */
const way = 'jicai.way';
export type Way = { readonly kind: 'people'; readonly sub: string; readonly name: string } | { readonly kind: 'oidc' };
export const rememberWay = (taken: Way): void => sessionStorage.setItem(way, JSON.stringify(taken));
export const forgetWay = (): void => sessionStorage.removeItem(way);
export function wayTaken(): Way | undefined {
  const kept = sessionStorage.getItem(way);
  return kept === null ? undefined : (JSON.parse(kept) as Way);
}
