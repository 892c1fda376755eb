import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, faultsOf } from '../../shared/kernel/errors.ts';
import { canonical } from '../../shared/kernel/json.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { checkUscc } from '../../shared/kernel/uscc.ts';
import type { PublishedList, PublishedListIssued } from './events.ts';

export type IssueList = { readonly type: 'issueList'; readonly at: Instant; readonly list: PublishedList };

/** The newest issue of a list; each issue before it stands in the log. */
export type IssuedList = PublishedListIssued['data'] | null;

/** A list among others: how many firms its newest issue names, instead of which. */
export type ListedList = Omit<NonNullable<IssuedList>, 'firms'> & { readonly firms: number };

export const listedList = ({ firms, ...list }: NonNullable<IssuedList>): ListedList => ({
  ...list,
  firms: firms.length,
});

/** The id under which the issues of a list are kept. */
export const listId = (key: string): string => `list_${key}`;

/** How many firms one list names: it is one item, and so is its event. */
export const mostFirms = 500;

/** The same list again changes nothing. @throws `list-invalid` with every fault: `uscc-invalid`, `firm-repeated`, `published-later` */
export const publishedList: Decider<IssueList, PublishedListIssued, IssuedList> = {
  initial: null,
  decide: ({ at, list }, state) => {
    const errors = [
      ...(list.publishedOn > dayOf(at) ? [{ pointer: '/publishedOn', code: 'published-later' }] : []),
      ...list.firms.flatMap(({ uscc }, index) => {
        const pointer = `/firms/${index}/uscc`;
        const repeated = list.firms.findIndex((each) => each.uscc === uscc) < index;
        return [...faultsOf(() => checkUscc(uscc), pointer), ...(repeated ? [{ pointer, code: 'firm-repeated' }] : [])];
      }),
    ];
    if (errors.length > 0) throw new DomainError('rule', 'list-invalid', { count: errors.length }, errors);
    const { version = 0, issuedAt: _, ...before } = state ?? {};
    if (canonical(before) === canonical(list)) return [];
    return [{ type: 'PublishedListIssued', v: 1, data: { ...list, version: version + 1, issuedAt: at } }];
  },
  evolve: (_, event) => event.data,
};
