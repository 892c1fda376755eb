import { useList } from '../api/queries.ts';
import { Listing, Section } from '../kit/blocks.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { useText } from './text.ts';

/** What waits for one's own acceptance, the first to end first (待验收). */
export function Awaited() {
  const say = useText();
  const deliveries = useList('GET /v1/deliveries', { query: { limit: 30 } });
  if (deliveries.error !== null && deliveries.data === undefined) return null;
  return (
    <Section title={say('awaited')}>
      <Listing of={deliveries} empty={<p className="j-muted">{say('awaited.none')}</p>}>
        {(items) => <DeliveryTable caption={say('awaited')} items={items} />}
      </Listing>
    </Section>
  );
}
