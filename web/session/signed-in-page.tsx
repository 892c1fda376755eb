import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { ButtonLink, Loading, Notice, PageFrame, ProblemAlert } from '../kit/blocks.tsx';
import { oidc, SignInRefused, thisBrowser } from './oidc.ts';
import { rememberWay, signIn } from './session.ts';
import { consoleSettings } from './settings.ts';
import { useText } from './text.ts';

/** The code in the address is good once, however often the page is drawn. */
let arrival: Promise<string> | undefined;

async function arrive(): Promise<string> {
  const { signIn: settings } = await consoleSettings();
  if (settings.kind !== 'oidc') throw new SignInRefused('not_underway');
  const { name, from, tokens } = await oidc(settings, thisBrowser()).arrive(new URL(location.href));
  await signIn(name, tokens);
  rememberWay({ kind: 'oidc' });
  return from;
}

/** Where the issuer sends the user back to. */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    arrival ??= arrive();
    arrival.then(
      (from) => navigate(from, { replace: true }),
      (refused: unknown) => {
        const unasked = refused instanceof SignInRefused ? refused.unasked : undefined;
        if (unasked === undefined) setError(refused);
        else navigate(unasked, { replace: true });
      },
    );
  }, [navigate]);
  const known = error instanceof SignInRefused;
  return (
    <PageFrame title={say(error === undefined ? 'underway' : 'refused')}>
      {error === undefined && <Loading />}
      {known && <Notice tone="warn">{reason(say, error.code)}</Notice>}
      {!known && <ProblemAlert error={error} />}
      {error !== undefined && (
        <p>
          <ButtonLink primary to="/sign-in">
            {say('again')}
          </ButtonLink>
        </p>
      )}
    </PageFrame>
  );
}

function reason(say: ReturnType<typeof useText>, code: string): string {
  if (code === 'login_required' || code === 'access_denied') return say(`refused.${code}`);
  return say('refused.other', { code });
}
