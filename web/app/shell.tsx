import { useEffect, useRef, useState } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useMatches, useNavigation } from 'react-router';
import { Loading } from '../kit/blocks.tsx';
import { speak, useLanguage } from '../kit/language.ts';
import type { PageRoute } from '../kit/page-route.ts';
import { useText } from '../kit/text.ts';
import { useSession } from '../session/session.ts';
import { Account } from './account.tsx';
import { menuOf } from './pages.ts';

/** What stands around every page: the brand, what anyone may read, one's own work by role, and who one is. */
export function Shell() {
  const say = useText();
  const language = useLanguage();
  const session = useSession();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const moving = useNavigation().state !== 'idle';
  useTitle();
  useFocus(main, pathname);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes behind whoever went somewhere
  useEffect(() => setOpen(false), [pathname]);

  const own = session.status === 'user' ? session.roles.filter((role) => menuOf(role).length > 0) : [];
  return (
    <div className="j-shell">
      <a className="j-skip" href="#main">
        {say('skip')}
      </a>
      <header className="j-top">
        <div className="j-top-in">
          <Link className="j-brand" to="/">
            <img src="/icon.svg" alt="" width="28" height="28" />
            <span>
              <strong>{say('brand')}</strong>
              <small>{say('brandLong')}</small>
            </span>
          </Link>
          <button
            type="button"
            className="j-menu-button"
            aria-expanded={open}
            aria-controls="menu"
            onClick={() => setOpen(!open)}
          >
            {say(open ? 'close' : 'menu')}
          </button>
          <nav className="j-public" aria-label={say('section.public')}>
            <MenuLinks pages={menuOf('public')} />
          </nav>
          <div className="j-who">
            <button
              type="button"
              className="j-quiet"
              lang={language === 'zh' ? 'en' : 'zh-CN'}
              onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
            >
              {say('otherLanguage')}
            </button>
            <Account />
          </div>
        </div>
        <div className={moving ? 'j-progress j-progress-on' : 'j-progress'} />
      </header>
      <div className={own.length > 0 ? 'j-body j-body-sided' : 'j-body'}>
        <div id="menu" className={open ? 'j-side j-side-open' : 'j-side'}>
          <nav className="j-side-public" aria-label={say('menu')}>
            <p>{say('section.public')}</p>
            <MenuLinks pages={menuOf('public')} />
          </nav>
          {own.map((role) => (
            <nav key={role} aria-label={say(`section.${role}`)}>
              <p>{say(`section.${role}`)}</p>
              <MenuLinks pages={menuOf(role)} />
            </nav>
          ))}
        </div>
        <main id="main" ref={main} tabIndex={-1}>
          {session.status === 'unknown' ? <Loading /> : <Outlet />}
        </main>
      </div>
      <footer className="j-foot">
        <p>{say('footer')}</p>
        <p>
          <a href="/docs">{say('footer.api')}</a> · {say('footer.source')}
        </p>
      </footer>
      <ScrollRestoration />
    </div>
  );
}

function MenuLinks({ pages }: { readonly pages: readonly PageRoute[] }) {
  const language = useLanguage();
  return (
    <ul>
      {pages.map(({ path, title }) => (
        <li key={path}>
          <NavLink to={path} end={path === '/'}>
            {title[language]}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

function useTitle(): void {
  const language = useLanguage();
  const say = useText();
  const page = useMatches().findLast(({ handle }) => handle !== undefined)?.handle as PageRoute | undefined;
  const title = [page?.title[language], say('brand')].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** Whoever goes to another page by keyboard or ear starts at its heading; nothing takes the focus when the console opens. */
function useFocus(main: { readonly current: HTMLElement | null }, pathname: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    (main.current?.querySelector('h1') ?? main.current)?.focus({ preventScroll: true });
  }, [main, pathname]);
}
