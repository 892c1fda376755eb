import { Link, useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { Facts, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { EndEnquiry } from './end-enquiry.tsx';
import { EnquiryState } from './enquiry-rows.tsx';
import { useSubjectName } from './goods.tsx';
import './market.css';
import { MakeQuote } from './make-quote.tsx';
import { Messages } from './messages.tsx';
import { Quotes } from './quotes.tsx';
import { useText } from './text.ts';

/** An enquiry (询价) from question to order: what was said, what was quoted, and what one does next. */
export function Page() {
  const { enquiry: id = '' } = useParams();
  const say = useText();
  const session = useSession();
  const nameOf = useSubjectName();
  const enquiry = useRead('GET /v1/enquiries/{id}', { path: { id } }, { every: 30_000 });
  const own = session.status === 'user' ? (session.organisation?.organisation ?? '') : '';
  return (
    <Reading of={enquiry}>
      {(it) => {
        const { buyer, supplier } = it.parties;
        const other = buyer.id === own ? supplier : buyer;
        const open = it.status === 'open';
        return (
          <PageFrame
            kicker={<EnquiryState of={it} own={own} />}
            title={say('enquiry.title', { name: nameOf(it), other: other.name })}
          >
            {it.order !== undefined && (
              <Notice tone="good" title={say('enquiry.ordered')}>
                <p>{say(buyer.id === own ? 'enquiry.orderedBuyer' : 'enquiry.orderedSupplier')}</p>
              </Notice>
            )}
            <Section title={say('enquiry.facts')}>
              <Facts
                items={[
                  [
                    say('enquiry.post'),
                    <Link key="post" to={`/market/posts/${it.post}`}>
                      {nameOf(it)}
                    </Link>,
                  ],
                  [say('side.buyer'), buyer.name],
                  [say('side.supplier'), supplier.name],
                  [say('enquiry.opened'), <Moment key="opened" at={it.openedAt} />],
                  [say('enquiry.ends'), open ? <Moment key="ends" at={it.endsAt} /> : undefined],
                  [say('enquiry.closed'), it.closedAt && <Moment key="closed" at={it.closedAt} />],
                  [say('enquiry.reason'), it.reason],
                ]}
              />
            </Section>
            <Quotes enquiry={it} own={own} etag={etagOf(it)} />
            {open && supplier.id === own && <MakeQuote enquiry={it} />}
            <Messages enquiry={it} own={own} other={other.name} />
            {open && <EndEnquiry enquiry={it} own={own} />}
          </PageFrame>
        );
      }}
    </Reading>
  );
}
