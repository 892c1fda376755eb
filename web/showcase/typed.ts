import type { Body } from '../api/client.ts';
import { instantOf, wallOf } from '../kit/format.ts';
import type { Link, Session } from './session.tsx';

/** A product as it is put into the list. */
export interface TypedProduct {
  readonly product: string;
  readonly title: string;
  readonly supplier: string;
  readonly remark: string;
  /** Minutes after the start. */
  readonly after: string;
}

/** A session as it is typed; times on the clock of Shanghai. */
export interface Typed {
  readonly title: string;
  readonly description: string;
  readonly presenter: string;
  readonly presenterTitle: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly products: readonly TypedProduct[];
  readonly streams: readonly Link[];
}

export const nothingTyped: Typed = {
  title: '',
  description: '',
  presenter: '',
  presenterTitle: '',
  startsAt: '',
  endsAt: '',
  products: [],
  streams: [],
};

export const typedOf = (session: Session): Typed => ({
  title: session.title,
  description: session.description ?? '',
  presenter: session.presenter.name,
  presenterTitle: session.presenter.title ?? '',
  startsAt: wallOf(session.startsAt),
  endsAt: wallOf(session.endsAt),
  products: session.products.map(({ product, title, supplier, remark = '', showsAt }) => ({
    product,
    title,
    supplier: supplier.name,
    remark,
    after: showsAt === undefined ? '' : `${(Date.parse(showsAt) - Date.parse(session.startsAt)) / 60_000}`,
  })),
  streams: session.streams,
});

type Input = Body<'POST /v1/live-sessions'>;

/** As the API takes it; what is not filled in yet stays as it is, to be refused by name. */
export function bodyOf(typed: Typed): Input {
  const { title, description, presenter, presenterTitle, startsAt, endsAt, products, streams } = typed;
  return {
    title,
    ...(description === '' ? {} : { description }),
    presenter: { name: presenter, ...(presenterTitle === '' ? {} : { title: presenterTitle }) },
    startsAt: instantOf(startsAt),
    endsAt: instantOf(endsAt),
    products: products.map(({ product, remark, after }) => ({
      product,
      ...(remark === '' ? {} : { remark }),
      ...(after === '' ? {} : { afterMinutes: /^\d{1,4}$/.test(after) ? Number(after) : (after as never) }),
    })),
    streams: streams as Input['streams'] & {},
  };
}
