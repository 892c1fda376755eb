import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Facts, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { Cited, Day } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { Running } from './running.tsx';
import { SecuritiesOfLot } from './securities.tsx';
import { useText } from './text.ts';
import './procuring.css';

/** What came with each bid and went back again (投标保证金台账). */
export function Page() {
  return <Running>{(tender) => <Whole tender={tender} />}</Running>;
}

/** From when it may be known who bid. */
const opened = ['opened', 'standstill', 'awarded'];

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const sayKit = useKitText();
  const { id, title, status, lots } = tender;
  const asked = lots.some(({ bidSecurity }) => bidSecurity !== undefined);
  return (
    <PageFrame
      title={say('securities.title', { title })}
      kicker={say('mine')}
      actions={
        <>
          <ButtonLink to={`/procuring/tenders/${id}`}>{say('back')}</ButtonLink>
          <button type="button" className="j-button" onClick={() => print()}>
            {sayKit('print')}
          </button>
        </>
      }
    >
      {asked && opened.includes(status) ? (
        <Ledger tender={tender} />
      ) : (
        <Section title={say('securities')}>
          <Empty title={say(asked ? 'securities.notYet' : 'securities.notAsked')}>
            {say(asked ? 'securities.notYetDetail' : 'securities.notAskedDetail')}
          </Empty>
        </Section>
      )}
    </PageFrame>
  );
}

function Ledger({ tender }: { readonly tender: Tender }) {
  const path = { id: tender.id };
  const opening = useRead('GET /v1/tenders/{id}/opening', { path });
  const held = useRead('GET /v1/tenders/{id}/securities', { path });
  return (
    <>
      <ReturnDays tender={tender.id} />
      <Reading of={opening}>
        {({ bids, failedLots }) => (
          <Reading of={held}>
            {({ items }) =>
              tender.lots
                .filter(({ id, bidSecurity }) => bidSecurity !== undefined && !failedLots.includes(id))
                .map((lot) => (
                  <SecuritiesOfLot key={lot.id} tender={tender.id} lot={lot} bids={bids} securities={items} />
                ))
            }
          </Reading>
        )}
      </Reading>
    </>
  );
}

/** Until when they go back, as the plan of the tender has it. */
function ReturnDays({ tender }: { readonly tender: string }) {
  const say = useText();
  const language = useLanguage();
  const { data } = useRead('GET /v1/tenders/{id}/timeline', { path: { id: tender } });
  const due = (data?.items ?? []).filter(({ code }) => code.startsWith('security-return'));
  return (
    <Section title={say('securities')}>
      <p>{say('securities.about')}</p>
      <Facts
        items={due.map(({ code, name, day, rule }) => [
          name[language],
          <span key={code}>
            <Day at={day} />{' '}
            <span className="j-small">
              <Cited of={rule.article} />
            </span>
          </span>,
        ])}
      />
    </Section>
  );
}
