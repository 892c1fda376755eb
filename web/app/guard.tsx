import type { ComponentType } from 'react';
import { useLocation } from 'react-router';
import { ButtonLink, Loading, Notice, PageFrame } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import type { PageRoute } from '../kit/page-route.ts';
import { useText } from '../kit/text.ts';
import { useSession } from '../session/session.ts';

/** The page for those whom it is for, and for others why not. It spares a refusal; what may be done the API decides. */
export function guarded({ roles, title }: PageRoute, Inner: ComponentType): ComponentType {
  if (roles === undefined) return Inner;
  return function Guarded() {
    const session = useSession();
    const say = useText();
    const language = useLanguage();
    const { pathname, search } = useLocation();
    if (session.status === 'unknown') return <Loading />;
    if (session.status === 'user' && roles.some((role) => session.roles.includes(role))) return <Inner />;
    const stranger = session.status === 'anonymous';
    return (
      <PageFrame title={title[language]}>
        <Notice title={say(stranger ? 'needsSignIn' : 'needsRole')}>
          <p>{say(stranger ? 'needsSignInDetail' : 'needsRoleDetail')}</p>
          {stranger && (
            <ButtonLink primary to={`/sign-in?from=${encodeURIComponent(pathname + search)}`}>
              {say('signIn')}
            </ButtonLink>
          )}
        </Notice>
      </PageFrame>
    );
  };
}
