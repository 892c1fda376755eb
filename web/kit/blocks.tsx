import { createContext, type ReactNode, useContext } from 'react';
import { Link } from 'react-router';
import { ApiProblem, type Problem } from '../api/problem.ts';
import { usePageTitle } from './page-title.ts';
import { useText } from './text.ts';

export { type Column, Table } from './table.tsx';

/*
 * What pages are built of, without Ant Design, so that a page of reading loads at once.
 */

/** Whether a page's heading is there already. */
const Framed = createContext(false);

interface PageFrameProps {
  readonly title: ReactNode;
  /** Above the title: where this page belongs. */
  readonly kicker?: ReactNode;
  /** What can be done here, at the title's right. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page's heading and its content; the heading takes the focus when the page is opened. */
export function PageFrame({ title, kicker, actions, children }: PageFrameProps) {
  return (
    <Framed value={true}>
      <article className="j-page">
        <header className="j-page-head">
          <div>
            {kicker !== undefined && <p className="j-kicker">{kicker}</p>}
            <h1 tabIndex={-1}>{title}</h1>
          </div>
          {actions !== undefined && <div className="j-actions">{actions}</div>}
        </header>
        {children}
      </article>
    </Framed>
  );
}

interface SectionProps {
  readonly title: ReactNode;
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Section({ title, more, children }: SectionProps) {
  return (
    <section className="j-section">
      <header className="j-section-head">
        <h2>{title}</h2>
        {more}
      </header>
      {children}
    </section>
  );
}

/** Facts as term and value; a value of `undefined` is left out. */
export function Facts({ items }: { readonly items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="j-facts">
      {items
        .filter(([, value]) => value !== undefined)
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

/** A short state in a colour; the words say it too. */
export function Tag({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`j-tag j-tag-${tone}`}>{children}</span>;
}

interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
}

/** Something that has to be known before going on. */
export function Notice({ tone = 'neutral', title, children }: NoticeProps) {
  return (
    <div className={`j-notice j-notice-${tone}`} role={tone === 'bad' ? 'alert' : 'note'}>
      {title !== undefined && <p className="j-notice-title">{title}</p>}
      {children}
    </div>
  );
}

interface EmptyProps {
  readonly title: ReactNode;
  /** What to do about it. */
  readonly children?: ReactNode;
}

/** A list with nothing in it says why, and what to do. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="j-empty">
      <p className="j-empty-title">{title}</p>
      {children}
    </div>
  );
}

export function Loading() {
  const say = useText();
  return (
    <div className="j-loading" role="status">
      <span className="j-hidden">{say('loading')}</span>
      <span className="j-bone" />
      <span className="j-bone" />
      <span className="j-bone" />
    </div>
  );
}

interface ProblemAlertProps {
  readonly error: unknown;
  readonly onRetry?: (() => unknown) | undefined;
}

/** A refusal as the API words it, field by field where it names any, with the request's number to ask the operator by. */
export function ProblemAlert({ error, onRetry }: ProblemAlertProps) {
  const say = useText();
  if (!error) return null;
  const { title, detail, instance, errors = [] } = worded(error, say);
  return (
    <Notice tone="bad" title={title}>
      <p>{detail}</p>
      {errors.length > 0 && (
        <ul>
          {errors.map(({ pointer, message }) => (
            <li key={pointer + message}>
              {message} <code>{pointer}</code>
            </li>
          ))}
        </ul>
      )}
      {instance !== '' && (
        <p className="j-small">
          {say('problem.instance')} <code>{instance}</code>
        </p>
      )}
      {onRetry !== undefined && (
        <button type="button" className="j-button" onClick={() => onRetry()}>
          {say('retry')}
        </button>
      )}
    </Notice>
  );
}

function worded(
  error: unknown,
  say: ReturnType<typeof useText>,
): Pick<Problem, 'title' | 'detail' | 'instance' | 'errors'> {
  if (!(error instanceof ApiProblem)) {
    return { title: say('problem.broken'), detail: say('problem.brokenDetail'), instance: '' };
  }
  const { problem, code, status } = error;
  if (code === 'offline') return { title: say('problem.offline'), detail: say('problem.offlineDetail'), instance: '' };
  if (code === 'unreadable') {
    return { title: say('problem.unreadable'), detail: say('problem.unreadableDetail', { status }), instance: '' };
  }
  return problem;
}

interface Asking<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

interface ReadingProps<T> {
  readonly of: Asking<T>;
  readonly children: (data: T) => ReactNode;
}

/**
 * Something that is read: what loads, what failed, and what came. `<Reading of={tender}>{(it) => …}</Reading>` Where it is the
 * whole page, whose heading comes with what is read, the page's own title stands above until then.
 */
export function Reading<T>({ of: { data, error, isPending, refetch }, children }: ReadingProps<T>) {
  const framed = useContext(Framed);
  const title = usePageTitle();
  if (data !== undefined) return <>{children(data)}</>;
  if (!error && !isPending) return null;
  const state = error ? <ProblemAlert error={error} onRetry={refetch} /> : <Loading />;
  return framed ? state : <PageFrame title={title}>{state}</PageFrame>;
}

interface Paged<T> extends Asking<readonly T[]> {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

interface ListingProps<T> {
  readonly of: Paged<T>;
  /** What stands there when nothing was found. */
  readonly empty: ReactNode;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** So few are seen to be all there are. */
const few = 5;

/** A list of `useList`, with what loads more of it. */
export function Listing<T>({ of, empty, children }: ListingProps<T>) {
  const say = useText();
  return (
    <Reading of={of}>
      {(items) =>
        items.length === 0 ? (
          empty
        ) : (
          <>
            {children(items)}
            {(of.hasNextPage || items.length > few) && (
              <p className="j-more">
                {of.hasNextPage ? (
                  <button
                    type="button"
                    className="j-button"
                    disabled={of.isFetchingNextPage}
                    onClick={() => of.fetchNextPage()}
                  >
                    {of.isFetchingNextPage ? say('loading') : say('more')}
                  </button>
                ) : (
                  say('all', { count: items.length })
                )}
              </p>
            )}
          </>
        )
      }
    </Reading>
  );
}

/** A link that looks like a button: it goes somewhere; what does something is a button. */
export function ButtonLink({ to, primary = false, children }: { to: string; primary?: boolean; children: ReactNode }) {
  return (
    <Link to={to} className={primary ? 'j-button j-button-primary' : 'j-button'}>
      {children}
    </Link>
  );
}
