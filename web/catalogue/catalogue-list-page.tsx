import { Link } from 'react-router';
import { type Listed, useList } from '../api/queries.ts';
import { type Column, Empty, Listing, PageFrame, Section, Table } from '../kit/blocks.tsx';
import { Day, Moment } from '../kit/values.tsx';
import './catalogue.css';
import { useText } from './text.ts';

type Version = Listed<'GET /v1/procurement-catalogues'>;

/** The versions of the procurement catalogue (采购目录), the newest first. */
export function Page() {
  const say = useText();
  const versions = useList('GET /v1/procurement-catalogues', { query: { limit: 50 } });
  const columns: readonly Column<Version>[] = [
    {
      title: say('version.title'),
      of: ({ version, title }) => <Link to={`/procurement-catalogues/${version}/entries`}>{title}</Link>,
    },
    { title: say('version'), of: ({ version }) => version },
    { title: say('version.day'), of: ({ day }) => <Day at={day} /> },
    { title: say('version.count'), of: ({ count }) => count, figure: true },
    { title: say('version.publishedAt'), of: ({ publishedAt }) => <Moment at={publishedAt} /> },
  ];
  return (
    <PageFrame title={say('catalogues')}>
      <p className="j-muted">{say('catalogues.lead')}</p>
      <Section title={say('versions')}>
        <Listing
          of={versions}
          empty={
            <Empty title={say('versions.none')}>
              <p>{say('versions.noneDetail')}</p>
              <Link to="/products">{say('search')}</Link>
            </Empty>
          }
        >
          {(items) => (
            <Table caption={say('versions')} columns={columns} items={items} keyOf={({ version }) => version} />
          )}
        </Listing>
      </Section>
    </PageFrame>
  );
}
