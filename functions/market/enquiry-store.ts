import type { Annex } from '../../shared/kernel/annex.ts';
import type { Movement } from '../../shared/kernel/movement.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { getItem } from '../../shared/table/items.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { enquiry } from './enquiry.ts';
import type { EnquiryEvent } from './enquiry-events.ts';
import { type Enquiry, endsAt } from './enquiry-state.ts';
import { type KeptQuote, type ListedEnquiry, listedOf, type Message } from './enquiry-views.ts';
import { countedAs } from './standing-store.ts';

export type { StreamedEvent } from '../../shared/table/stream.ts';

export type EnquiryStore = ReturnType<typeof enquiryStore>;
/** On which end of an enquiry an organisation is (询价角色). */
export type EnquiryRole = 'enquirer' | 'poster';
type Status = 'open' | 'closed';

/** Enquiries, among those of their post and of either organisation, with what was said beside them. */
export function enquiryStore(deps: AggregateDeps) {
  const { db } = deps;

  const list = (partitions: readonly string[], status: Status, at: Instant, request: PageRequest) =>
    listPage(db, request, {
      partitions,
      prefix: `${status}#`,
      descending: true,
      consistent: true,
      pick: (item) => {
        const listed = item.listed as ListedEnquiry;
        return status === 'open' && listed.endsAt <= at ? undefined : listed;
      },
    });

  async function* all(pageOf: (request: PageRequest) => Promise<Page<ListedEnquiry>>): AsyncGenerator<string> {
    let cursor: string | undefined;
    do {
      const page = await pageOf({ limit: 100, cursor });
      for (const { id } of page.items) yield id;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  const ofPost = (post: string, status: Status, at: Instant, request: PageRequest) =>
    list([keys.postEnquiries(post)], status, at, request);

  const ofOrganisation = (
    organisation: string,
    role: EnquiryRole,
    status: Status,
    at: Instant,
    request: PageRequest,
  ): Promise<Page<ListedEnquiry>> => {
    const thisYear = Number(dayOf(at).slice(0, 4));
    const years = Array.from({ length: thisYear - firstYear + 1 }, (_, ago) => thisYear - ago);
    const partitions = years.map((year) => keys.organisationEnquiries(organisation, role, year));
    return list(partitions, status, at, request);
  };

  return {
    ...aggregateStore({ name: 'enquiry', decider: enquiry, rows, annexes, movements, due }, deps),
    ofPost,
    ofOrganisation,

    /** The ids of what is open; those that are closed on the way do not disturb it. */
    openOfPost: (post: string, at: Instant) => all((request) => ofPost(post, 'open', at, request)),
    openOf: (organisation: string, role: EnquiryRole, at: Instant) =>
      all((request) => ofOrganisation(organisation, role, 'open', at, request)),

    /** The open enquiry of an organisation about a post. */
    async standing(post: string, organisation: string): Promise<string | undefined> {
      const item = await getItem(db, keys.openEnquiry(post, organisation), { consistent: true });
      return item?.enquiry as string | undefined;
    },

    /** What was said, the latest first. */
    messages: (id: string, request: PageRequest): Promise<Page<Message>> =>
      listPage(db, request, {
        partitions: [id],
        prefix: keys.annexPrefix('message'),
        descending: true,
        consistent: true,
        pick: (item) => JSON.parse(item.annex as string) as Message,
      }),

    async message(id: string, number: number): Promise<Message | undefined> {
      const item = await getItem(db, keys.annex(id, 'message', placed(number)), { consistent: true });
      return item && (JSON.parse(item.annex as string) as Message);
    },

    /** Every quote, by its id. */
    async quotes(id: string): Promise<ReadonlyMap<string, KeptQuote>> {
      const items = await listAll(db, id, keys.annexPrefix('quote'));
      const kept = items.map(({ annex }) => JSON.parse(annex as string) as KeptQuote);
      return new Map(kept.map((quote) => [quote.id, quote]));
    },
  };
}

const due = (state: Enquiry): Instant | undefined => (state.status === 'open' ? endsAt(state) : undefined);

const movements = (event: EnquiryEvent): Movement[] =>
  event.type === 'EnquiryOpened' ? countedAs('enquiries', event.data.by, event.data.openedAt) : [];

function annexes(event: EnquiryEvent): Annex[] {
  switch (event.type) {
    case 'EnquiryOpened': {
      const { by, openedAt: sentAt } = event.data;
      return [messageAnnex({ number: 1, by, sentAt, text: event.private.text, attachments: [] })];
    }
    case 'MessageSent': {
      const { number, by, sentAt } = event.data;
      const { text, attachments = [] } = event.private;
      return [messageAnnex({ number, by, sentAt, text, attachments })];
    }
    case 'QuoteMade': {
      const { quote: id, madeAt } = event.data;
      const value: KeptQuote = { id, madeAt, terms: event.private.terms };
      return [{ kind: 'quote', id, value }];
    }
    default:
      return [];
  }
}

/** Numbers in the order of keys. */
const placed = (number: number): string => String(number).padStart(6, '0');
const messageAnnex = (value: Message): Annex => ({ kind: 'message', id: placed(value.number), value });

function rows({ id, state }: Snapshot<Enquiry>): Row[] {
  if (state.status === 'none') return [];
  const { post, parties, enquirer, openedAt, status } = state;
  const year = Number(dayOf(openedAt).slice(0, 4));
  const item = { listed: listedOf(id, state) };
  const row = (pk: string): Row => ({ key: { pk, sk: `${status}#${openedAt}#${id}` }, item });
  const ends = [parties.buyer.id, parties.supplier.id].map((organisation) =>
    row(keys.organisationEnquiries(organisation, organisation === enquirer ? 'enquirer' : 'poster', year)),
  );
  const listed = [row(keys.postEnquiries(post)), ...ends];
  if (status === 'closed') return listed;
  return [...listed, { key: keys.openEnquiry(post, enquirer), item: { enquiry: id }, unique: 'enquiry-open' }];
}
