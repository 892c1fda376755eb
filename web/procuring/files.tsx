import { useState } from 'react';
import { call } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Empty, ProblemAlert } from '../kit/blocks.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';
import { useUpload } from './upload.ts';

/** Files of the documents (招标文件附件): uploaded by their hash, published with the tender or what names them later. */
export function Files({ tender: { id, documents } }: { readonly tender: Tender }) {
  const say = useText();
  const [chosen, setChosen] = useState(0);
  const upload = useUpload(id);
  const remove = useWrite('DELETE /v1/tenders/{id}/documents/{document}');
  const download = async (document: string) => {
    const { url } = await call('GET /v1/tenders/{id}/documents/{document}', { path: { id, document } });
    location.assign(url);
  };
  return (
    <>
      {documents.length === 0 ? (
        <Empty title={say('files.none')}>{say('files.noneDetail')}</Empty>
      ) : (
        <ul className="p-files">
          {documents.map(({ id: document, name, size, sha256, version }) => (
            <li key={document}>
              <button type="button" className="j-link" onClick={() => download(document)}>
                {name}
              </button>
              <span className="j-small">
                {say('files.size', { size: Math.ceil(size / 1024) })} · SHA-256{' '}
                <code title={sha256}>{sha256.slice(0, 12)}…</code>
                {version !== null && version !== undefined && ` · ${say('files.version', { version })}`}
              </span>
              {(version === null || version === undefined) && (
                <button
                  type="button"
                  className="j-button"
                  disabled={remove.isPending}
                  aria-label={say('files.remove', { name })}
                  onClick={() => remove.mutate({ path: { id, document } })}
                >
                  {say('remove')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ProblemAlert error={remove.error ?? upload.error} />
      <div className="j-field">
        <label htmlFor="p-file">{say('files.add')}</label>
        <input
          key={chosen}
          id="p-file"
          type="file"
          multiple
          disabled={upload.isPending}
          accept=".pdf,.ofd,.docx,.xlsx,.csv,.txt,.png,.jpg,.jpeg,.dwg,.zip"
          onChange={({ target }) => {
            upload.mutate([...(target.files ?? [])]);
            setChosen(chosen + 1);
          }}
        />
        <p className="j-small">{upload.isPending ? say('files.uploading') : say('files.hint')}</p>
      </div>
    </>
  );
}
