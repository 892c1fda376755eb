import { useList } from '../api/queries.ts';
import { Listing, Section } from '../kit/blocks.tsx';
import { Cited, Moment } from '../kit/values.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';

interface Moved {
  readonly moved: { readonly from: string; readonly article: string; readonly days: number } | null;
}

/** What was explained or changed after the publication (澄清与修改): the text, the files, and where the deadline went. */
export function Changes({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const asked = { path: { id: tender.id } };
  const clarifications = useList('GET /v1/tenders/{id}/clarifications', asked);
  const amendments = useList('GET /v1/tenders/{id}/amendments', asked);
  return (
    <>
      <Section title={say('clarifications')}>
        <Listing of={clarifications} empty={<p className="j-muted">{say('clarifications.none')}</p>}>
          {(items) => (
            <ul className="t-said">
              {items.map(({ clarification, number, text, affectsBids, deadline, moved, files, issuedAt }) => (
                <li key={clarification}>
                  <h3>{say('clarification.number', { number })}</h3>
                  <p>{text}</p>
                  <Files tender={tender} files={files} />
                  <p className="j-small">
                    <Moment at={issuedAt} /> · {say(affectsBids ? 'clarification.affects' : 'clarification.not')}
                  </p>
                  <Deadline moved={moved} to={deadline} />
                </li>
              ))}
            </ul>
          )}
        </Listing>
      </Section>
      <Section title={say('amendments')}>
        <Listing of={amendments} empty={<p className="j-muted">{say('amendments.none')}</p>}>
          {(items) => (
            <ul className="t-said">
              {items.map(({ documentsVersion, reason, moved, files, amendedAt }) => (
                <li key={documentsVersion}>
                  <h3>{say('version.number', { number: documentsVersion })}</h3>
                  <p>{reason}</p>
                  <Files tender={tender} files={files} />
                  <p className="j-small">
                    <Moment at={amendedAt} /> · {say('amendment.again')}
                  </p>
                  <Deadline moved={moved} to={undefined} />
                </li>
              ))}
            </ul>
          )}
        </Listing>
      </Section>
    </>
  );
}

function Files({ tender, files }: { readonly tender: Tender; readonly files: readonly string[] }) {
  const say = useText();
  const names = tender.documents.filter(({ id }) => files.includes(id)).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <p>
      {say('files')} {names.join(say('comma'))}
    </p>
  );
}

/** Where the deadline was, and by which rule it moved. */
function Deadline({ moved, to }: Moved & { readonly to: string | undefined }) {
  const say = useText();
  if (moved === null) return null;
  return (
    <p>
      {say('moved')} <Moment at={moved.from} />
      {to !== undefined && (
        <>
          {' → '}
          <Moment at={to} />
        </>
      )}{' '}
      <span className="j-small">
        <Cited of={moved.article} />
      </span>
    </p>
  );
}
