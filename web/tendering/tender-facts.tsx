import { Facts } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Countdown, Day, Division, Moment, Uscc } from '../kit/values.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';

/** The facts of a tender that stand on its notice (基本信息). */
export function TenderFacts({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { buyer, regime, method, openingMode, deadline, publishedAt, bidValidityDays, documentsVersion } = tender;
  return (
    <Facts
      items={[
        [say('buyer'), buyer.name],
        [say('uscc'), <Uscc key="uscc" of={buyer.uscc} />],
        [say('column.division'), <Division key="division" code={buyer.division} />],
        [say('regime'), say(`regime.${regime}`)],
        [say('method'), sayCode(say, 'method', method)],
        [say('openingMode'), sayCode(say, 'openingMode', openingMode)],
        [say('published'), publishedAt && <Moment at={publishedAt} />],
        [say('deadline'), <Moment key="deadline" at={deadline} />],
        [say('left'), tender.status === 'published' ? <Countdown key="left" until={deadline} /> : undefined],
        [say('validity'), say('validity.days', { count: bidValidityDays })],
        [say('version'), documentsVersion && say('version.number', { number: documentsVersion })],
        [say('item.by'), latestDelivery(tender)],
      ]}
    />
  );
}

/** The last day on which anything is to be delivered. */
function latestDelivery({ lots }: Tender) {
  const days = lots.flatMap(({ items }) => items.flatMap(({ deliverBy }) => deliverBy ?? [])).sort();
  const last = days.at(-1);
  return last && <Day at={last} />;
}
