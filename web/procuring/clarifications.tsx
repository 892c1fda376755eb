import { useState } from 'react';
import { useList, useWrite } from '../api/queries.ts';
import { ButtonLink, Empty, Listing, Section, Tag } from '../kit/blocks.tsx';
import { TextForm } from '../kit/text-form.tsx';
import { Moment } from '../kit/values.tsx';
import { FilePicks } from './file-picks.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

/** What was made clearer or changed since the publication, and the way to do so (澄清与修改). */
export function Clarifications({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, status } = tender;
  const clarifications = useList('GET /v1/tenders/{id}/clarifications', { path: { id } });
  const amendments = useList('GET /v1/tenders/{id}/amendments', { path: { id } });
  const open = status === 'published';
  return (
    <Section
      title={say('clarifications')}
      more={open && <ButtonLink to={`/procuring/tenders/${id}/amendment`}>{say('amend')}</ButtonLink>}
    >
      <Listing
        of={clarifications}
        empty={<Empty title={say('clarifications.none')}>{open && say('clarifications.noneDetail')}</Empty>}
      >
        {(items) => (
          <ul className="p-said">
            {items.map(({ clarification, number, text, affectsBids, issuedAt, moved, deadline }) => (
              <li key={clarification}>
                <h3>
                  {say('clarifications.number', { number })}{' '}
                  {affectsBids && <Tag tone="warn">{say('clarifications.affects')}</Tag>}
                </h3>
                <p className="p-prose">{text}</p>
                {moved !== null && <Moved from={moved.from} to={deadline} article={moved.article} />}
                <p className="j-small">
                  <Moment at={issuedAt} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </Listing>
      {(amendments.data ?? []).length > 0 && (
        <ul className="p-said">
          {amendments.data?.map(({ documentsVersion, reason, amendedAt }) => (
            <li key={documentsVersion}>
              <h3>{say('amend.version', { version: documentsVersion })}</h3>
              <p className="p-prose">{reason}</p>
              <p className="j-small">
                <Moment at={amendedAt} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {open && <Clarifying tender={tender} />}
    </Section>
  );
}

function Moved({ from, to, article }: { readonly from: string; readonly to: string; readonly article: string }) {
  const say = useText();
  return (
    <p>
      {say('clarifications.moved')} <Moment at={from} /> → <Moment at={to} /> <span className="j-small">{article}</span>
    </p>
  );
}

function Clarifying({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id } = tender;
  const [affectsBids, setAffects] = useState(true);
  const [files, setFiles] = useState<readonly string[]>([]);
  const write = useWrite('POST /v1/tenders/{id}/clarifications', { onDone: () => setFiles([]) });
  return (
    <details className="j-fold">
      <summary>{say('clarifications.issue')}</summary>
      <TextForm
        draft={`clarification-${id}`}
        label={say('clarifications.text')}
        submit={say('clarifications.send')}
        max={4000}
        pending={write.isPending}
        error={write.error}
        send={(text) => write.mutateAsync({ path: { id }, body: { text, affectsBids, files } })}
      >
        <label className="j-check">
          <input type="checkbox" checked={affectsBids} onChange={({ target }) => setAffects(target.checked)} />
          {say('clarifications.mayAffect')}
        </label>
        <FilePicks tender={tender} picked={files} set={setFiles} />
      </TextForm>
    </details>
  );
}
