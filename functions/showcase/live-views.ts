import { ancestors, category } from '../../shared/commodity/category.ts';
import type { Words } from '../../shared/commodity/model.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { addDuration, type Instant } from '../../shared/kernel/time.ts';
import { isHost, seesShown } from './live-access.ts';
import type { CancelledBy, Firm, Link, SessionTerms } from './live-events.ts';
import { type ExistingSession, type SessionStatus, type Shown, statusAt } from './live-state.ts';

/** A session as a list keeps it, with no product that is not shown. */
export interface Listed {
  readonly id: string;
  readonly status: SessionStatus;
  readonly terms: Omit<SessionTerms, 'products' | 'description'>;
  readonly host: Firm;
  readonly categories: readonly string[];
  readonly productCount: number;
  readonly featured: boolean;
  readonly sequence: number;
  readonly amendedAt: Instant;
}

export function listedOf(id: string, session: ExistingSession): Listed {
  const { status, host, featured, sequence, amendedAt } = session;
  const { description: _, ...terms } = session.terms;
  const shown = session.products.filter(({ agreed }) => agreed);
  const categories = [...new Set(shown.map(({ facts }) => facts.category))].sort();
  return { id, status, terms, host, categories, productCount: shown.length, featured, sequence, amendedAt };
}

/** The scopes in which a session is listed: its categories with their families. */
export const scopesOf = ({ categories }: Listed): string[] => [...new Set(categories.flatMap((one) => ancestors(one)))];

export type ListedView = Omit<Listed, 'terms'> & Listed['terms'];

/** A session in a list, with its status by its schedule. */
export function listedView(listed: Listed, at: Instant): ListedView {
  const { terms, ...rest } = listed;
  return { ...rest, ...terms, status: statusAt(listed, at) };
}

export interface ShownView {
  readonly product: string;
  readonly title: string;
  readonly category: string;
  readonly categoryName?: Words;
  readonly supplier: Shown['facts']['supplier'];
  /** Whether the catalogue has it now. */
  readonly available: boolean;
  readonly remark?: string | undefined;
  readonly showsAt?: Instant;
  /** Whether its supplier lets it be shown, for those who see it anyway. */
  readonly agreed?: boolean;
}

export interface SessionView extends Omit<ListedView, 'amendedAt'> {
  readonly description?: string | undefined;
  readonly products: readonly ShownView[];
  readonly replays: readonly Link[];
  readonly draftedAt: Instant;
  readonly amendedAt: Instant;
  readonly announcedAt?: Instant;
  readonly cancelled?: { readonly by: CancelledBy; readonly reason: string; readonly cancelledAt: Instant };
}

/** A session as this reader may see it. */
export function viewOf(id: string, session: ExistingSession, actor: Actor, at: Instant): SessionView {
  const { terms, replays, draftedAt } = session;
  const { description } = terms;
  const products = session.products.filter((shown) => seesShown(actor, session, shown));
  return {
    ...listedView(listedOf(id, session), at),
    ...(description === undefined ? {} : { description }),
    products: products.map((shown) => shownView(shown, terms.startsAt, isHost(actor, session) || !shown.agreed)),
    replays,
    draftedAt,
    ...('announcedAt' in session && session.announcedAt ? { announcedAt: session.announcedAt } : {}),
    ...(session.status === 'cancelled'
      ? { cancelled: { by: session.by, reason: session.reason, cancelledAt: session.cancelledAt } }
      : {}),
  };
}

function shownView(
  { product, remark, afterMinutes, facts, agreed }: Shown,
  startsAt: Instant,
  tells: boolean,
): ShownView {
  const { title, category: code, supplier, available } = facts;
  const name = category(code)?.name;
  return {
    product,
    title,
    category: code,
    ...(name === undefined ? {} : { categoryName: name }),
    supplier,
    available,
    ...(remark === undefined ? {} : { remark }),
    ...(afterMinutes === undefined ? {} : { showsAt: addDuration(startsAt, `PT${afterMinutes}M`) }),
    ...(tells ? { agreed } : {}),
  };
}
