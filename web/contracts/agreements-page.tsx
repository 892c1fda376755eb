import { Link } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table, Tag } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Day } from '../kit/values.tsx';
import { useText } from './text.ts';

type Summary = Listed<'GET /v1/agreements'>;

/** The agreements that one's organisation is a party of (协议). */
export function Page() {
  const say = useText();
  const agreements = useList('GET /v1/agreements', { query: { limit: 30 } });
  const columns: readonly Column<Summary>[] = [
    { title: say('agreement'), of: ({ id, title }) => <Link to={`/agreements/${id}`}>{title}</Link> },
    { title: say('lead'), of: ({ lead }) => lead.name },
    { title: say('as'), of: ({ as }) => as.map((each) => sayCode(say, 'as', each)).join(say('comma')) },
    {
      title: say('term'),
      of: ({ from, to }) => (
        <>
          <Day at={from} />
          {say('to')}
          <Day at={to} />
        </>
      ),
    },
    {
      title: say('status'),
      of: ({ status, behind }) => (
        <>
          <AgreementStatus status={status} /> {behind && <Tag tone="warn">{say('behind')}</Tag>}
        </>
      ),
    },
  ];
  return (
    <PageFrame title={say('agreements')}>
      <Section title={say('agreements.own')}>
        <Listing of={agreements} empty={<Empty title={say('agreements.none')}>{say('agreements.noneDetail')}</Empty>}>
          {(items) => <Table caption={say('agreements.own')} columns={columns} items={items} keyOf={({ id }) => id} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}

export function AgreementStatus({ status }: { readonly status: string }) {
  const tone = status === 'running' ? 'good' : status === 'terminated' ? 'bad' : 'neutral';
  return <Tag tone={tone}>{sayCode(useText(), 'agreementStatus', status)}</Tag>;
}
