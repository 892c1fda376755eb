import { useState } from 'react';
import { useList } from '../api/queries.ts';
import { ButtonLink, Empty, Listing, PageFrame, Section } from '../kit/blocks.tsx';
import { useSession } from '../session/session.ts';
import './catalogue.css';
import { PriceSheet } from './price-sheet.tsx';
import { useText } from './text.ts';

const statuses = ['published', 'draft', 'expired', 'withdrawn'] as const;

/** What one's firm lists (本单位商品): by status, with the prices to change in the table itself. */
export function Page() {
  const say = useText();
  const session = useSession();
  const supplier = session.status === 'user' ? (session.organisation?.organisation ?? '') : '';
  const [status, setStatus] = useState<(typeof statuses)[number]>('published');
  const products = useList('GET /v1/products', { query: { supplier, status, limit: 100 } });
  return (
    <PageFrame
      title={say('own')}
      actions={
        <>
          <ButtonLink primary to="/supply/products/new">
            {say('own.new')}
          </ButtonLink>
          <ButtonLink to="/supply/import">{say('import')}</ButtonLink>
        </>
      }
    >
      <fieldset className="c-tabs">
        <legend className="j-hidden">{say('own.status')}</legend>
        {statuses.map((each) => (
          <button
            key={each}
            type="button"
            className="j-button"
            aria-pressed={each === status}
            onClick={() => setStatus(each)}
          >
            {say(`status.${each}`)}
          </button>
        ))}
      </fieldset>
      <Section title={say(`own.list.${status}`)}>
        <Listing
          of={products}
          empty={
            <Empty title={say('own.none')}>
              <p>{say('own.noneDetail')}</p>
              <ButtonLink to="/supply/import">{say('import')}</ButtonLink>
            </Empty>
          }
        >
          {(items) => <PriceSheet items={items} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
