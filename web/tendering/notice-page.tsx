import './tendering.css';
import { useParams } from 'react-router';
import { useList, useRead } from '../api/queries.ts';
import { ButtonLink, Empty, PageFrame, Reading } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { Cited, Day } from '../kit/values.tsx';
import { Lots } from './lots.tsx';
import { Awards, Candidates } from './result.tsx';
import type { Tender } from './tender.ts';
import { TenderFacts } from './tender-facts.tsx';
import { useText } from './text.ts';

/** One notice as it is posted (公告): title, project, text, what it is about, and who published it when. */
export function Page() {
  const { tender: id = '', notice = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } });
  return <Reading of={tender}>{(it) => <Posted tender={it} number={notice} />}</Reading>;
}

function Posted({ tender, number }: { readonly tender: Tender; readonly number: string }) {
  const say = useText();
  const sayKit = useKitText();
  const language = useLanguage();
  const notices = useList('GET /v1/tenders/{id}/notices', { path: { id: tender.id }, query: { limit: 100 } });
  const missing = (
    <Empty title={say('notice.missing')}>
      <ButtonLink to={`/tenders/${tender.id}`}>{say('notice.back')}</ButtonLink>
    </Empty>
  );
  const notice = notices.data?.find((_, at) => String(at + 1) === number);
  const later = notices.data?.slice(Number(number)) ?? [];
  return (
    <PageFrame
      kicker={tender.title}
      title={notice?.title[language] ?? say('notice')}
      actions={
        <>
          <ButtonLink to={`/tenders/${tender.id}`}>{say('notice.back')}</ButtonLink>
          <button type="button" className="j-button" onClick={() => print()}>
            {sayKit('print')}
          </button>
        </>
      }
    >
      <Reading of={notices}>
        {() =>
          notice === undefined ? (
            missing
          ) : (
            <section className="j-section t-sheet">
              <p className="t-body">{notice.text[language]}</p>
              <About tender={tender} code={notice.code} later={later} />
              {notice.article !== undefined && (
                <p className="j-small">
                  {say('notice.article')} <Cited of={notice.article} />
                </p>
              )}
              <p className="t-signed">
                {tender.buyer.name}
                <br />
                <Day at={notice.at} />
              </p>
            </section>
          )
        }
      </Reading>
    </PageFrame>
  );
}

/** What the tender shows now, each with the notices that change it: only the last of them is still what it shows. */
const changing = {
  documents: ['TenderPublished', 'ClarificationIssued', 'TenderAmended'],
  candidates: ['CandidatesPublished', 'ResultWithdrawn'],
  awards: ['TenderAwarded', 'AwardRevoked'],
} as const;

interface AboutProps {
  readonly tender: Tender;
  readonly code: string;
  /** The notices after it. */
  readonly later: readonly { readonly code: string }[];
}

/** What the notice is about, in full, where that still stands as it was announced. */
function About({ tender, code, later }: AboutProps) {
  const stands = (part: keyof typeof changing) => {
    const codes: readonly string[] = changing[part];
    return codes.includes(code) && !later.some((each) => codes.includes(each.code));
  };
  if (stands('candidates')) return <Candidates tender={tender} />;
  if (stands('awards')) return <Awards tender={tender} />;
  if (!stands('documents')) return null;
  return (
    <>
      <TenderFacts tender={tender} />
      <Lots lots={tender.lots} />
    </>
  );
}
