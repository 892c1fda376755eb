import { useNavigate, useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Notice, PageFrame, Reading, Section, Tag } from '../kit/blocks.tsx';
import { Bidder } from './bidder.tsx';
import type { Tender } from './model.ts';
import { Recusing } from './recusing.tsx';
import { Signing } from './signing.tsx';
import { useText } from './text.ts';
import './judging.css';

/** Where whoever judges a tender does so, bidder by bidder, and signs the report (评审): a member's seat, or the buyer's people. */
export function Page() {
  const { evaluated: id = '' } = useParams();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } });
  return <Reading of={tender}>{(it) => <Whole tender={it} />}</Reading>;
}

function Whole({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, title, status } = tender;
  const open = status === 'opened';
  const committee = useRead('GET /v1/tenders/{id}/committee', { path: { id } });
  const report = useRead('GET /v1/tenders/{id}/report', { path: { id } }, { enabled: open, every: 20_000 });
  const record = useRead('GET /v1/tenders/{id}/opening', { path: { id } }, { enabled: open });
  const seat = committee.data?.seats.find((each) => each.mine)?.seat;
  return (
    <PageFrame
      title={title}
      kicker={seat === undefined ? say('forBuyer') : say('seat.number', { seat })}
      actions={
        <>
          <ButtonLink to={`/judging/tenders/${id}/committee`}>{say('committee')}</ButtonLink>
          <ButtonLink to={`/tenders/${id}`}>{say('documents')}</ButtonLink>
        </>
      }
    >
      {open ? (
        <Reading of={report}>
          {(it) => (
            <>
              <Notice tone={it.reported ? 'good' : 'neutral'}>
                {it.reported ? say('reported') : say('missing', { count: it.missing.length })}{' '}
                {it.signed.map((each) => (
                  <Tag key={each} tone="good">
                    {say('signed', { seat: each })}
                  </Tag>
                ))}
              </Notice>
              <Reading of={record}>
                {({ bids }) => (
                  <>
                    {bids
                      .filter(({ state }) => state !== 'unopened')
                      .map((bid) => (
                        <Bidder key={bid.supplier} tender={tender} bid={bid} report={it} seat={seat} />
                      ))}
                  </>
                )}
              </Reading>
              {seat !== undefined && <Signing tender={id} report={it} seat={seat} />}
              {seat !== undefined && !it.reported && <Leaving tender={id} seat={seat} />}
            </>
          )}
        </Reading>
      ) : (
        <Empty title={say('notOpen')}>{say('notOpenDetail')}</Empty>
      )}
    </PageFrame>
  );
}

/** A member that may not or cannot go on leaves its seat (主动回避). */
function Leaving({ tender, seat }: { readonly tender: string; readonly seat: number }) {
  const say = useText();
  const navigate = useNavigate();
  return (
    <Section title={say('recusal.own')}>
      <details className="j-fold">
        <summary>{say('recusal.ownAbout')}</summary>
        <Recusing
          tender={tender}
          seat={seat}
          grounds={['self-declared', 'unavailable']}
          submit={say('recusal.ownSend')}
          onDone={() => navigate('/judging')}
        />
      </details>
    </Section>
  );
}
