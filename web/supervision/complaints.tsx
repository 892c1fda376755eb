import { useList } from '../api/queries.ts';
import { Empty, Listing, Section, Tag } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { Deciding } from './deciding.tsx';
import { Due, Filed } from './filed.tsx';
import { type Complaint, isOpen, type Tender } from './model.ts';
import { useText } from './text.ts';

/** Complaints, the open ones first, and the way to decide them (投诉处理). */
export function Complaints({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const complaints = useList('GET /v1/tenders/{id}/complaints', { path: { id: tender.id } });
  return (
    <Section title={say('complaints')}>
      <Listing of={complaints} empty={<Empty title={say('complaints.none')}>{say('complaints.noneDetail')}</Empty>}>
        {(items) => (
          <ul className="w-list">
            {[...items]
              .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
              .map((each) => (
                <One key={each.id} tender={tender} complaint={each} />
              ))}
          </ul>
        )}
      </Listing>
    </Section>
  );
}

function One({ tender, complaint }: { readonly tender: Tender; readonly complaint: Complaint }) {
  const say = useText();
  const { about, decision, reasons, remedy, suspends, decidedAt, decideBy, article, late } = complaint;
  const title = (
    <>
      {say(`about.${about}`)} {decision !== undefined && <Tag>{sayCode(say, 'decision', decision)}</Tag>}{' '}
      {decision === 'accepted' && suspends && <Tag tone="bad">{say('paused')}</Tag>}
    </>
  );
  return (
    <Filed title={title} text={complaint.text} by={complaint.by} filedAt={complaint.filedAt}>
      {reasons !== undefined && (
        <p className="w-prose">
          {say('decided', { text: reasons })} {decidedAt && <Moment at={decidedAt} />}{' '}
          {remedy !== undefined && remedy !== 'none' && <Tag tone="warn">{sayCode(say, 'remedy', remedy)}</Tag>}
        </p>
      )}
      {isOpen(complaint) && (
        <>
          <Due words={say('complaints.due')} at={decideBy} article={article} late={late} />
          <Deciding tender={tender} complaint={complaint} />
        </>
      )}
    </Filed>
  );
}
