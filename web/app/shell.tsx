import { useEffect, useRef, useState } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { Loading } from '../kit/blocks.tsx';
import { speak, useLanguage } from '../kit/language.ts';
import type { PageRoute } from '../kit/page-route.ts';
import { usePageTitle } from '../kit/page-title.ts';
import { useText } from '../kit/text.ts';
import { useSession } from '../session/session.ts';
import { Account } from './account.tsx';
import { menuOf } from './pages.ts';
import { Unread } from './unread.tsx';

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

  const roles = session.status === 'user' ? session.roles : [];
  const own = roles.filter((role) => menuOf(role, roles).length > 0);
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
            <MenuLinks pages={menuOf('public', roles)} />
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
            <Unread />
            <Account />
          </div>
        </div>
        <div className={moving ? 'j-progress j-progress-on' : 'j-progress'} />
      </header>
      <div className={own.length > 0 || session.status === 'unknown' ? 'j-body j-body-sided' : 'j-body'}>
        <div id="menu" className={open ? 'j-side j-side-open' : 'j-side'}>
          <nav className="j-side-public" aria-label={say('menu')}>
            <p>{say('section.public')}</p>
            <MenuLinks pages={menuOf('public', roles)} />
          </nav>
          {own.map((role) => (
            <nav key={role} aria-label={say(`section.${role}`)}>
              <p>{say(`section.${role}`)}</p>
              <MenuLinks pages={menuOf(role, roles)} />
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
  const say = useText();
  const title = [usePageTitle(), say('brand')].filter((each) => each !== '').join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/**
 * Whoever goes to another page by keyboard or ear starts at its heading, also when that comes later with what is read; nothing
 * takes the focus when the console opens, and nothing takes it from somebody who went on.
 */
function useFocus(main: { readonly current: HTMLElement | null }, pathname: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname || main.current === null) return;
    before.current = pathname;
    const page = main.current;
    const start = () => (page.querySelector('h1') ?? page).focus({ preventScroll: true });
    start();
    const late = new MutationObserver(() => {
      if ([document.body, page].includes(document.activeElement as HTMLElement)) start();
    });
    late.observe(page, { childList: true, subtree: true });
    const leave = () => late.disconnect();
    for (const act of ['keydown', 'pointerdown'] as const) addEventListener(act, leave, { once: true });
    return leave;
  }, [main, pathname]);
}
