import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { type Column, Facts, Notice, ProblemAlert, Section, Table, Tag } from '../kit/blocks.tsx';
import { JobOf } from '../kit/job.tsx';
import { useLanguage, type Words } from '../kit/language.ts';
import { JobFile } from './job.tsx';
import { useText } from './text.ts';

interface Fault {
  readonly row: number;
  readonly cell: string;
  readonly column: string;
  readonly detail: Words;
}
interface ReadColumn {
  readonly cell: string;
  readonly heading: string;
  readonly as?: string;
}
/** What a preview gives (docs/import-export.md). */
interface Preview {
  readonly rows: number;
  readonly valid: number;
  readonly invalid: number;
  readonly columns: readonly ReadColumn[];
  readonly faults: readonly Fault[];
}

interface ImportPreviewProps {
  readonly job: string;
  onCommitted(job: string): void;
}

/** What was read of each column and row, what is to be mended where, and the step to write it. */
export function ImportPreview({ job, onCommitted }: ImportPreviewProps) {
  const say = useText();
  return (
    <Section title={say('preview')}>
      <JobOf id={job}>
        {(result) => {
          const preview = result as unknown as Preview;
          return (
            <>
              <Facts
                items={[
                  [say('preview.rows'), preview.rows],
                  [say('preview.valid'), preview.valid],
                  [say('preview.invalid'), preview.invalid],
                ]}
              />
              <Columns columns={preview.columns} />
              {preview.invalid > 0 && (
                <>
                  <Notice tone="warn" title={say('preview.mend', { count: preview.invalid })}>
                    <p>{say('preview.mendDetail')}</p>
                    <JobFile result={result} name="report">
                      {say('preview.report')}
                    </JobFile>
                  </Notice>
                  <Faults faults={preview.faults} />
                </>
              )}
              <Commit job={job} preview={preview} onCommitted={onCommitted} />
            </>
          );
        }}
      </JobOf>
    </Section>
  );
}

function Columns({ columns }: { readonly columns: readonly ReadColumn[] }) {
  const say = useText();
  return (
    <details>
      <summary>{say('preview.columns', { count: columns.filter(({ as }) => as !== undefined).length })}</summary>
      <ul className="c-columns">
        {columns.map(({ cell, heading, as }) => (
          <li key={cell}>
            {cell} {heading}{' '}
            {as === undefined ? (
              <Tag tone="warn">{say('preview.passed')}</Tag>
            ) : (
              <Tag tone="good">{say('preview.read')}</Tag>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const say = useText();
  const language = useLanguage();
  const columns: readonly Column<Fault>[] = [
    { title: say('fault.row'), of: ({ row }) => say('fault.rowNumber', { row }) },
    { title: say('fault.cell'), of: ({ cell }) => cell },
    { title: say('fault.column'), of: ({ column }) => column || '—' },
    { title: say('fault.mend'), of: ({ detail }) => detail[language] },
  ];
  return (
    <Table
      caption={say('fault.caption')}
      columns={columns}
      items={faults}
      keyOf={({ cell, detail }) => cell + detail.zh}
    />
  );
}

interface CommitProps extends ImportPreviewProps {
  readonly preview: Preview;
}

function Commit({ job, preview: { valid, invalid }, onCommitted }: CommitProps) {
  const say = useText();
  const [publish, setPublish] = useState(false);
  const commit = useWrite('POST /v1/products/import', { onDone: (answer) => onCommitted(answer.job) });
  if (valid === 0) return null;
  const accept = invalid > 0 ? 'valid-rows' : 'all-valid-required';
  return (
    <>
      <label>
        <input type="checkbox" checked={publish} onChange={({ target }) => setPublish(target.checked)} />{' '}
        {say('commit.publish')}
      </label>
      <ProblemAlert error={commit.error} />
      <p>
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={commit.isPending}
          onClick={() => commit.mutate({ body: { mode: 'commit', preview: job, accept, publish } })}
        >
          {say(`commit.${accept}`, { count: valid })}
        </button>
      </p>
    </>
  );
}
