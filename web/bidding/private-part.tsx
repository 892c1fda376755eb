import { useState } from 'react';
import { attachmentBlock, attachmentLimits } from '../../shared/sealing/sizes.ts';
import { Notice, Section } from '../kit/blocks.tsx';
import { askedAnswers, type FileDraft } from './draft.ts';
import type { WritingProps } from './offer.ts';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import type { Desk } from './work.ts';

interface PrivatePartProps extends WritingProps {
  readonly tender: Tender;
  readonly desk: Pick<Desk, 'addFile' | 'removeFile'>;
}

/** What only those who judge read (评标委员会专用部分): answers to what the documents ask, and files. */
export function PrivatePart(props: PrivatePartProps) {
  const say = useText();
  const { tender, draft, onChange } = props;
  const asked = askedAnswers(tender);
  const rows = [...new Set([...asked, say('answers.more'), ...Object.keys(draft.answers)])];
  return (
    <Section title={say('private')}>
      <p className="j-small">{say('private.about')}</p>
      <div className="b-answers">
        {rows.map((question) => (
          <label key={question} className="j-field">
            {question}
            <textarea
              className="j-input"
              rows={2}
              maxLength={4000}
              value={draft.answers[question] ?? ''}
              onChange={({ target }) => onChange({ ...draft, answers: { ...draft.answers, [question]: target.value } })}
            />
          </label>
        ))}
      </div>
      <Files {...props} />
    </Section>
  );
}

const megabyte = 1024 * 1024;
const { files: most, totalBytes } = attachmentLimits;
/** A sealed file is padded to whole blocks. */
const sealedSize = ({ size }: { readonly size: number }): number =>
  (Math.floor(size / attachmentBlock) + 2) * attachmentBlock;

function Files({ draft, onChange, desk }: PrivatePartProps) {
  const say = useText();
  const [refused, setRefused] = useState<string>();
  const add = async (chosen: readonly File[]) => {
    setRefused(undefined);
    const fresh = chosen.filter((file) => !draft.files.some(({ name }) => name === file.name));
    if (fresh.length < chosen.length) setRefused(say('files.twice'));
    const all = [...draft.files, ...fresh];
    if (all.length > most || all.reduce((sum, file) => sum + sealedSize(file), 0) > totalBytes) {
      setRefused(say('files.tooMuch', { files: most, size: totalBytes / megabyte }));
      return;
    }
    const added: FileDraft[] = [];
    for (const file of fresh) added.push(await desk.addFile(file));
    onChange({ ...draft, files: [...draft.files, ...added] });
  };
  const remove = async (file: FileDraft) => {
    onChange({ ...draft, files: draft.files.filter(({ id }) => id !== file.id) });
    await desk.removeFile(file);
  };
  return (
    <div className="b-files">
      <p className="j-small">{say('files', { files: most, size: totalBytes / megabyte })}</p>
      <label className="j-button b-upload">
        {say('files.add')}
        <input
          type="file"
          multiple
          className="j-hidden"
          onChange={({ target }) => {
            const chosen = [...(target.files ?? [])];
            target.value = '';
            void add(chosen).catch(() => setRefused(say('files.failed')));
          }}
        />
      </label>
      {refused !== undefined && <Notice tone="bad">{refused}</Notice>}
      {draft.files.length > 0 && (
        <ul className="b-list">
          {draft.files.map((file) => (
            <li key={file.id}>
              <span>
                {file.name} <span className="j-small">{sizeText(file.size)}</span>
              </span>
              <button type="button" className="j-button" onClick={() => void remove(file)}>
                {say('remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A file's size as people read it: no figure that anything depends on. */
export const sizeText = (bytes: number): string =>
  bytes < megabyte ? `${Math.ceil(bytes / 1024)} KB` : `${Math.ceil((bytes * 10) / megabyte) / 10} MB`;
