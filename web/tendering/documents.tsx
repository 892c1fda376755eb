import { useState } from 'react';
import { call } from '../api/client.ts';
import { ProblemAlert, Section, Table } from '../kit/blocks.tsx';
import { grouped } from '../kit/format.ts';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';

type File = Tender['documents'][number];

/** The files of the documents (招标文件附件), each with the hash that says whether what came is what was published. */
export function Documents({ tender: { id, documents } }: { readonly tender: Tender }) {
  const say = useText();
  const [error, setError] = useState<unknown>();
  const download = async (document: string) => {
    setError(undefined);
    try {
      const { url } = await call('GET /v1/tenders/{id}/documents/{document}', { path: { id, document } });
      location.assign(url);
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <Section title={say('documents')}>
      <ProblemAlert error={error} />
      {documents.length === 0 ? (
        <p className="j-muted">{say('documents.none')}</p>
      ) : (
        <Table<File>
          caption={say('documents')}
          columns={[
            {
              title: say('document.name'),
              of: ({ id: document, name }) => (
                <button type="button" className="t-link" onClick={() => download(document)}>
                  {name}
                </button>
              ),
            },
            {
              title: say('document.version'),
              of: ({ version }) => (version ? say('version.number', { number: version }) : '—'),
            },
            { title: say('document.size'), of: ({ size }) => say('document.kib', { size: kib(size) }), figure: true },
            { title: say('document.hash'), of: ({ sha256 }) => <code className="t-hash">{sha256}</code> },
          ]}
          items={documents}
          keyOf={({ id: document }) => document}
        />
      )}
    </Section>
  );
}

const kib = (bytes: number): string => grouped(String(Math.max(1, Math.ceil(bytes / 1024))));
