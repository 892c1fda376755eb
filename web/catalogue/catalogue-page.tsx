import { Link, useParams } from 'react-router';
import { type Listed, useList, useRead } from '../api/queries.ts';
import { type Column, Empty, Facts, Listing, PageFrame, Reading, Section, Table } from '../kit/blocks.tsx';
import { Spec } from '../kit/goods.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { Day, Moment, useCategoryName } from '../kit/values.tsx';
import './catalogue.css';
import { useText } from './text.ts';

type Entry = Listed<'GET /v1/procurement-catalogues/{version}/entries'>;

/** A version of the procurement catalogue with its entries, and how a tender cites it. */
export function Page() {
  const { catalogue: version = '' } = useParams();
  const say = useText();
  const sayKit = useKitText();
  const read = useRead('GET /v1/procurement-catalogues/{version}', { path: { version } });
  return (
    <Reading of={read}>
      {({ title, day, count, publishedAt, citation }) => (
        <PageFrame
          kicker={<Link to="/procurement-catalogues">{say('catalogues')}</Link>}
          title={title}
          actions={
            <button type="button" className="j-button" onClick={() => print()}>
              {sayKit('print')}
            </button>
          }
        >
          <Section title={say('version')}>
            <Facts
              items={[
                [say('version'), version],
                [say('version.day'), <Day key="day" at={day} />],
                [say('version.count'), count],
                [say('version.publishedAt'), <Moment key="at" at={publishedAt} />],
              ]}
            />
            <p>
              {say('version.citation')} <code>{citation}</code>
            </p>
            <p className="j-small">{say('version.citationNote')}</p>
          </Section>
          <Entries version={version} />
        </PageFrame>
      )}
    </Reading>
  );
}

function Entries({ version }: { readonly version: string }) {
  const say = useText();
  const nameOf = useCategoryName();
  const entries = useList('GET /v1/procurement-catalogues/{version}/entries', {
    path: { version },
    query: { limit: 100 },
  });
  const columns: readonly Column<Entry>[] = [
    {
      title: say('product'),
      of: ({ product, category, attributes }) => (
        <div>
          <Link to={`/products/${product}`}>{nameOf(category)}</Link>{' '}
          <Spec category={category} attributes={attributes} />
        </div>
      ),
    },
    { title: say('supplier'), of: ({ supplier }) => supplier.name },
    { title: say('uscc'), of: ({ supplier }) => supplier.uscc },
    { title: say('admission.standard'), of: ({ standard }) => standard },
  ];
  return (
    <Section title={say('entries')}>
      <Listing of={entries} empty={<Empty title={say('entries.none')}>{say('entries.noneDetail')}</Empty>}>
        {(items) => <Table caption={say('entries')} columns={columns} items={items} keyOf={({ product }) => product} />}
      </Listing>
    </Section>
  );
}
