import { cityOf, division as divisionOf } from '../../shared/commodity/divisions.ts';
import type { MembershipEntry } from '../../shared/http/actor.ts';
import type { Membership, OrganisationKind, OrganisationStatus, SizeClass } from '../../shared/kernel/actor.ts';
import { isId } from '../../shared/kernel/id.ts';
import { fold } from '../../shared/kernel/text.ts';
import { dayOf, type Instant } from '../../shared/kernel/time.ts';
import { type AggregateDeps, aggregateStore, type Row, type Snapshot } from '../../shared/table/aggregate.ts';
import { getItem } from '../../shared/table/items.ts';
import { firstYear, keys } from '../../shared/table/keys.ts';
import { listAll, listPage, type Page, type PageRequest } from '../../shared/table/query.ts';
import { type Organisation, organisation, type Registered } from './organisation.ts';

const yearOf = (at: Instant): number => Math.max(firstYear, Number(dayOf(at).slice(0, 4)));

/** An organisation in a list by status. */
export interface Listed {
  readonly id: string;
  readonly status: OrganisationStatus;
  readonly name: string;
  readonly uscc: string;
  readonly kinds: readonly OrganisationKind[];
  readonly division: string;
  readonly sizeClass?: SizeClass | undefined;
  readonly warnings: readonly { readonly code: string }[];
  readonly registeredAt: Instant;
}

/** A verified buyer as whoever looks for it sees it: what is public of it. */
export type Buyer = Omit<Listed, 'warnings' | 'registeredAt'>;

/** Whether a name or a code holds what is looked for, in whatever width and case it is typed. */
const isNamed = ({ name, uscc }: Buyer, part: string): boolean => {
  return fold(name).includes(fold(part)) || fold(uscc) === fold(part);
};

export type OrganisationStore = ReturnType<typeof organisationStore>;

/** Organisations, with rows for their members, for the list of their status, and for a verified one's USCC. */
export function organisationStore(deps: AggregateDeps) {
  return {
    ...aggregateStore({ name: 'organisation', decider: organisation, rows: rowsOf(deps) }, deps),

    async membership(sub: string, id: string): Promise<MembershipEntry | undefined> {
      if (!isId('organisation', id)) return undefined;
      const item = await getItem(deps.db, keys.membership(sub, id), { consistent: true });
      return item && entryOf(item);
    },

    async memberships(sub: string): Promise<MembershipEntry[]> {
      return (await listAll(deps.db, keys.memberships(sub))).map(entryOf);
    },

    /** Those of one status, oldest first, until the year of `at`. */
    listed(status: OrganisationStatus, at: Instant, request: PageRequest): Promise<Page<Listed>> {
      const years = Array.from({ length: yearOf(at) - firstYear + 1 }, (_, index) => firstYear + index);
      return listPage(deps.db, request, {
        partitions: years.map((year) => keys.organisationList(status, year)),
        pick: (item) => item.listed as Listed,
      });
    },

    /**
     * Verified buyers of a county, or of a whole city (`350400`), by division; with `name` those whose name or code holds it.
     */
    buyers(place: string, name: string | undefined, request: PageRequest): Promise<Page<Buyer>> {
      const city = cityOf(place);
      return listPage(deps.db, request, {
        partitions: [keys.buyers(city)],
        ...(place === city ? {} : { prefix: `${place}#` }),
        pick: (item) => {
          const buyer = item.buyer as Buyer;
          return name === undefined || isNamed(buyer, name) ? buyer : undefined;
        },
      });
    },
  };
}

const entryOf = (item: Readonly<Record<string, unknown>>): MembershipEntry => ({
  membership: item.membership as Membership,
  joined: item.joined as boolean,
});

const rowsOf =
  ({ pseudonym }: AggregateDeps) =>
  ({ state }: Snapshot<Organisation>): Row[] => {
    if (state.status === 'absent') return [];
    const contact = pseudonym(`contact:${state.contact.phone}`);
    const { id, status, name, uscc, kinds, division, sizeClass, affiliates, registeredAt } = state;
    const shared = { name, uscc, division, status, kinds, ...(sizeClass && { sizeClass }) };
    const listed: Listed = { id, ...shared, warnings: state.warnings.map((code) => ({ code })), registeredAt };
    return [
      ...state.members.map(({ sub, roles, joined }) => {
        const membership: Membership = { organisation: id, ...shared, affiliates, contact, roles };
        return { key: keys.membership(sub, id), item: { kind: 'membership', membership, joined } };
      }),
      { key: { pk: keys.organisationList(status, yearOf(registeredAt)), sk: id }, item: { kind: 'listed', listed } },
      ...(status === 'verified' && kinds.includes('buyer') ? [buyerRow({ id, ...shared })] : []),
      ...verifiedClaim(state),
    ];
  };

function buyerRow(buyer: Buyer): Row {
  const place = divisionOf(buyer.division)?.code ?? buyer.division;
  return { key: { pk: keys.buyers(cityOf(place)), sk: `${place}#${buyer.id}` }, item: { kind: 'buyer', buyer } };
}

/** Several may claim a code, so that nobody blocks its owner; one of them is verified at a time. */
function verifiedClaim({ id, status, uscc }: Registered): Row[] {
  if (status !== 'verified') return [];
  const item = { kind: 'verified-uscc', organisation: id };
  return [{ key: keys.verifiedUscc(uscc), item, unique: 'uscc-already-verified' }];
}
