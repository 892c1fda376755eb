import { useState } from 'react';
import type { Answer } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert } from '../kit/blocks.tsx';
import { FileButton } from '../kit/file-button.tsx';
import { factsOf, sendTo } from '../kit/upload.ts';
import { useText } from './text.ts';

type Body = Parameters<ReturnType<typeof useWrite<'POST /v1/posts/{id}/drawings'>>['mutate']>[0]['body'];
/** A drawing of which the API knows and whose content did not arrive. */
interface Unsent {
  readonly file: File;
  readonly to: Answer<'POST /v1/posts/{id}/drawings'>['upload'];
}

/** Attaches drawings (图纸) to one's own post; one that did not arrive can be sent again to the same address. */
export function AddDrawings({ post }: { readonly post: string }) {
  const say = useText();
  const attach = useWrite('POST /v1/posts/{id}/drawings');
  const [error, setError] = useState<unknown>();
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const [busy, setBusy] = useState(false);
  async function send(files: readonly (File | Unsent)[]): Promise<void> {
    setBusy(true);
    setError(undefined);
    const failed: Unsent[] = [];
    try {
      for (const each of files) {
        const one = each instanceof File ? await attached(each) : each;
        failed.push(one);
        await sendTo(one.to, one.file);
        failed.pop();
      }
    } catch (reason) {
      setError(reason);
    }
    setUnsent(failed);
    setBusy(false);
  }
  const attached = async (file: File): Promise<Unsent> => {
    const body = (await factsOf(file)) as Body;
    const { upload: to } = await attach.mutateAsync({ path: { id: post }, body });
    return { file, to };
  };
  return (
    <>
      <p className="j-small">{say('drawings.about')}</p>
      <ProblemAlert error={error} />
      {unsent.length > 0 && (
        <Notice tone="warn" title={say('drawings.unsent', { name: unsent.map(({ file }) => file.name).join(' ') })}>
          <button type="button" className="j-button" disabled={busy} onClick={() => void send(unsent)}>
            {say('drawings.resend')}
          </button>
        </Notice>
      )}
      <p className="j-actions">
        <FileButton
          label={say(busy ? 'drawings.sending' : 'drawings.add')}
          accept=".pdf,.png,.jpg,.jpeg,.dwg,.dxf,.step,.stp,.iges,.igs,.stl,.zip"
          disabled={busy}
          onFiles={(files) => void send(files)}
        />
      </p>
    </>
  );
}
