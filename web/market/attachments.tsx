import { useState } from 'react';
import { type Body, call } from '../api/client.ts';
import { ProblemAlert } from '../kit/blocks.tsx';
import { FileButton } from '../kit/file-button.tsx';
import { factsOf, sendTo } from '../kit/upload.ts';
import { useText } from './text.ts';

export type Attachment = NonNullable<Body<'POST /v1/enquiries/{id}/messages'>['attachments']>[number];

interface AttachmentsProps {
  readonly enquiry: string;
  readonly files: readonly Attachment[];
  readonly onChange: (files: readonly Attachment[]) => void;
}

/** Files that go with the next message (附件): sent now, read by the other side once the message names them. */
export function Attachments({ enquiry, files, onChange }: AttachmentsProps) {
  const say = useText();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  async function add(chosen: readonly File[]): Promise<void> {
    setBusy(true);
    setError(undefined);
    const added: Attachment[] = [];
    try {
      for (const file of chosen) added.push(await attached(enquiry, file));
    } catch (reason) {
      setError(reason);
    }
    const known = files.map(({ sha256 }) => sha256);
    onChange([...files, ...added.filter(({ sha256 }) => !known.includes(sha256))]);
    setBusy(false);
  }
  return (
    <>
      <ProblemAlert error={error} />
      {files.length > 0 && (
        <ul className="m-files">
          {files.map((each) => (
            <li key={each.sha256}>
              {each.name}{' '}
              <button
                type="button"
                className="m-quiet"
                aria-label={say('attachment.removeNamed', { name: each.name })}
                onClick={() => onChange(files.filter((one) => one !== each))}
              >
                {say('attachment.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="j-actions">
        <FileButton
          label={say(busy ? 'attachment.sending' : 'attachment.add')}
          accept=".pdf,.ofd,.png,.jpg,.jpeg,.dwg,.dxf,.step,.stp,.docx,.xlsx"
          disabled={busy}
          onFiles={(chosen) => void add(chosen)}
        />
      </p>
    </>
  );
}

async function attached(enquiry: string, file: File): Promise<Attachment> {
  const facts = await factsOf(file);
  const { upload } = await call('POST /v1/enquiries/{id}/attachments', { path: { id: enquiry }, body: facts });
  await sendTo(upload, file);
  const { size: _, ...attachment } = facts;
  return attachment;
}
