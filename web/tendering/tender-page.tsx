import { useParams } from 'react-router';

import { useRead } from '../api/queries.ts';
import { Facts, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Countdown, Day, Division, Moment } from '../kit/values.tsx';
import { Lots } from './lots.tsx';
import { Notices, Questions } from './said.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import { Timeline } from './timeline.tsx';

/** What anyone may know of a tender (招标公告): facts, lots, dates with their articles, notices, answers. */
export function Page() {
  const { tender: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } }, { every: 60_000 });
  return <Reading of={tender}>{(it) => <Whole tender={it} />}</Reading>;
}

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const sayKit = useKitText();
  const { id, title, buyer, joint, status, requirements = [], text, suspended } = tender;
  return (
    <PageFrame
      kicker={joint === undefined ? buyer.name : `${buyer.name} · ${say('joint', { count: joint.buyers.length })}`}
      title={title}
      actions={
        <button type="button" className="j-button" onClick={() => print()}>
          {sayKit('print')}
        </button>
      }
    >
      {suspended && <Notice tone="warn">{say('suspended')}</Notice>}
      <Section title={say('facts')} more={<TenderStatus status={status} />}>
        <TenderFacts tender={tender} />
        {text !== undefined && <p>{text}</p>}
      </Section>
      <Lots lots={tender.lots} />
      {requirements.length > 0 && (
        <Section title={say('requirements')}>
          <ol>
            {requirements.map(({ key, text: words }) => (
              <li key={key}>{words}</li>
            ))}
          </ol>
        </Section>
      )}
      <Timeline tender={id} />
      <Notices tender={id} />
      <Questions tender={id} />
    </PageFrame>
  );
}

function TenderFacts({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { buyer, regime, method, openingMode, deadline, publishedAt, bidValidityDays, documentsVersion } = tender;
  return (
    <Facts
      items={[
        [say('buyer'), buyer.name],
        [say('uscc'), buyer.uscc],
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
