import { useState } from 'react';
import type { Answer } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { Section, Tag } from '../kit/blocks.tsx';
import { Deadline, Moment } from '../kit/values.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import { useBidder } from './work.ts';
import { WriteText } from './write-text.tsx';

type Question = Answer<'GET /v1/tenders/{id}/bids/{bidder}/clarifications'>['items'][number];

/** What those who judge ask the bidder (澄清、说明、补正), and its answers. */
export function Asked({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { organisation } = useBidder();
  const opened = !['draft', 'published', 'opening'].includes(tender.status);
  const path = { id: tender.id, bidder: organisation };
  const { data } = useRead(
    'GET /v1/tenders/{id}/bids/{bidder}/clarifications',
    { path },
    { enabled: opened, every: 60_000 },
  );
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={say('asked')}>
      <ul className="b-said">
        {data.items.map((question) => (
          <AskedOne key={question.clarification} tender={tender} question={question} />
        ))}
      </ul>
    </Section>
  );
}

function AskedOne({ tender, question }: { readonly tender: Tender; readonly question: Question }) {
  const say = useText();
  const { kind, lot, requirement, text, due, answer } = question;
  const title = tender.lots.find(({ id }) => id === lot)?.title;
  const wanted = tender.requirements?.find(({ key }) => key === requirement)?.text;
  return (
    <li>
      <h3>
        <Tag tone="accent">{say(`asked.${kind}`)}</Tag> {text}
      </h3>
      <p className="j-small">{[title, wanted].filter(Boolean).join(' · ')}</p>
      {answer === undefined ? (
        <>
          <p>
            {say('asked.due')} <Deadline at={due} />
          </p>
          <Answering tender={tender.id} question={question} />
        </>
      ) : (
        <>
          <p>{answer.text}</p>
          <p className="j-small">
            {answer.confirmed !== null && `${say(answer.confirmed ? 'asked.confirmed' : 'asked.refused')} · `}
            <Moment at={answer.answeredAt} />
          </p>
        </>
      )}
    </li>
  );
}

function Answering({ tender, question: { clarification, kind } }: { tender: string; question: Question }) {
  const say = useText();
  const { organisation } = useBidder();
  const [confirmed, setConfirmed] = useState(true);
  const respond = useWrite('POST /v1/tenders/{id}/bids/{bidder}/clarifications/{clarification}/response');
  const path = { id: tender, bidder: organisation, clarification };
  const more = kind === 'correction' ? { confirmed } : {};
  return (
    <WriteText
      name={`answer-${clarification}`}
      label={say('asked.answer')}
      submit={say('asked.send')}
      pending={respond.isPending}
      error={respond.error}
      onSend={(text, taken) => respond.mutate({ path, body: { text, ...more } }, { onSuccess: taken })}
    >
      {kind === 'correction' && (
        <fieldset className="b-choice">
          <legend>{say('asked.correction?')}</legend>
          {[true, false].map((each) => (
            <label key={String(each)}>
              <input
                type="radio"
                name={`${clarification}-confirmed`}
                checked={confirmed === each}
                onChange={() => setConfirmed(each)}
              />
              {say(each ? 'asked.confirmed' : 'asked.refused')}
            </label>
          ))}
        </fieldset>
      )}
    </WriteText>
  );
}
