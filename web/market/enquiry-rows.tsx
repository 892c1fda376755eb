import { Link } from 'react-router';
import type { Listed } from '../api/queries.ts';
import { type Column, Table, Tag } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { useSubjectName } from './goods.tsx';
import { useText } from './text.ts';

export type EnquiryListed = Listed<'GET /v1/enquiries'>;

/** Where an enquiry stands: whose turn it is, or how it ended. */
export function EnquiryState({ of, own }: { readonly of: EnquiryListed; readonly own: string }) {
  const say = useText();
  if (of.outcome !== undefined)
    return <Tag tone={of.outcome === 'ordered' ? 'good' : 'neutral'}>{say(`outcome.${of.outcome}`)}</Tag>;
  return of.spokenBy === own ? <Tag>{say('turn.theirs')}</Tag> : <Tag tone="warn">{say('turn.ours')}</Tag>;
}

/** Enquiries as a table: with whom, about what, whose turn. */
export function EnquiryRows({ items, own }: { readonly items: readonly EnquiryListed[]; readonly own: string }) {
  const say = useText();
  const nameOf = useSubjectName();
  const columns: readonly Column<EnquiryListed>[] = [
    {
      title: say('enquiry.with'),
      of: ({ id, parties: { buyer, supplier } }) => (
        <Link to={`/enquiries/${id}`}>{buyer.id === own ? supplier.name : buyer.name}</Link>
      ),
    },
    { title: say('column.post'), of: (each) => nameOf(each) },
    { title: say('enquiry.side'), of: ({ parties }) => say(parties.buyer.id === own ? 'side.buyer' : 'side.supplier') },
    { title: say('enquiry.spoken'), of: ({ spokenAt }) => <Moment at={spokenAt} /> },
    { title: say('enquiry.state'), of: (each) => <EnquiryState of={each} own={own} /> },
  ];
  return <Table caption={say('enquiries')} columns={columns} items={items} keyOf={({ id }) => id} />;
}
