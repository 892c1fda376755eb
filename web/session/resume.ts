import { signInAs } from './people.ts';
import { forgetWay, session, wayTaken } from './session.ts';
import { consoleSettings } from './settings.ts';

/** Goes on with the session of a page that was loaded anew, by the way it began; without one the visitor is anonymous. */
export async function resume(): Promise<void> {
  const way = wayTaken();
  const arriving = location.pathname === '/signed-in';
  if (way === undefined || arriving) {
    session.set({ status: 'anonymous' });
    return;
  }
  try {
    const { signIn: how } = await consoleSettings();
    if (way.kind === 'people' && how.kind === 'people') {
      await signInAs(way.sub, way.name);
    } else if (way.kind === 'oidc' && how.kind === 'oidc') {
      const { oidc, thisBrowser } = await import('./oidc.ts');
      // Forgotten until it comes back: an issuer that lets nobody in is asked once.
      forgetWay();
      await oidc(how, thisBrowser()).leave(location.pathname + location.search, { quietly: true });
    } else {
      forgetWay();
      session.set({ status: 'anonymous' });
    }
  } catch {
    forgetWay();
    session.set({ status: 'anonymous' });
  }
}
