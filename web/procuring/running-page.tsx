import { ButtonLink, Facts, PageFrame, Section } from '../kit/blocks.tsx';
import { TenderStatus } from '../kit/tender-status.tsx';
import { Moment } from '../kit/values.tsx';
import { Cancelling } from './cancelling.tsx';
import { Clarifications } from './clarifications.tsx';
import { Files } from './files.tsx';
import type { Tender } from './form.ts';
import { NextStep } from './next-step.tsx';
import { Objections } from './objections.tsx';
import { Plan } from './plan.tsx';
import { Questions } from './questions.tsx';
import { Running } from './running.tsx';
import { useText } from './text.ts';
import './procuring.css';

/** A published tender of one's own: what has to be done now, what was asked, said and objected (招标管理). */
export function Page() {
  return <Running>{(tender) => <Whole tender={tender} />}</Running>;
}

const ended = ['awarded', 'cancelled', 'failed'];

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, title, status, buyer, documentsVersion } = tender;
  return (
    <PageFrame
      title={title}
      kicker={say('mine')}
      actions={
        <>
          {tender.lots.some(({ bidSecurity }) => bidSecurity !== undefined) && (
            <ButtonLink to={`/procuring/tenders/${id}/securities`}>{say('securities.go')}</ButtonLink>
          )}
          <ButtonLink to={`/tenders/${id}`}>{say('publicPage')}</ButtonLink>
        </>
      }
    >
      <NextStep tender={tender} />
      <Section title={say('facts')} more={<TenderStatus status={status} />}>
        <Facts
          items={[
            [say('buyer'), buyer.name],
            [say('regime'), say(`regime.${tender.regime}`)],
            [say('publishedAt'), <Moment key="published" at={tender.publishedAt} />],
            [say('deadline'), <Moment key="deadline" at={tender.deadline} />],
            [say('version'), documentsVersion && say('version.number', { number: documentsVersion })],
            [say('lots'), tender.lots.map((lot) => lot.title).join('、')],
          ]}
        />
      </Section>
      <Questions tender={tender} />
      <Clarifications tender={tender} />
      <Objections tender={tender} />
      <Section title={say('files')}>
        <Files tender={tender} />
      </Section>
      <Section title={say('plan')}>
        <Plan tender={id} />
      </Section>
      {!ended.includes(status) && <Cancelling tender={id} />}
    </PageFrame>
  );
}
