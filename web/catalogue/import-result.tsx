import { Link } from 'react-router';
import { ButtonLink, Facts, Section } from '../kit/blocks.tsx';
import { JobOf } from '../kit/job.tsx';
import { JobFile } from './job.tsx';
import { useText } from './text.ts';

/** What a commit gives (docs/import-export.md). */
interface Committed {
  readonly created: number;
  readonly existing: number;
  readonly skipped: number;
  readonly products: readonly { readonly row: number; readonly id: string }[];
}

/** What was written, and where to go on. */
export function ImportResult({ job }: { readonly job: string }) {
  const say = useText();
  return (
    <Section title={say('commit.result')}>
      <JobOf id={job}>
        {(result) => {
          const { created, existing, skipped, products } = result as unknown as Committed;
          return (
            <>
              <Facts
                items={[
                  [say('commit.created'), created],
                  [say('commit.existing'), existing],
                  [say('commit.skipped'), skipped],
                ]}
              />
              <ul className="c-columns">
                {products.map(({ row, id }) => (
                  <li key={id}>
                    <Link to={`/supply/products/${id}`}>{say('fault.rowNumber', { row })}</Link>
                  </li>
                ))}
              </ul>
              <p className="j-actions">
                <ButtonLink primary to="/supply/products">
                  {say('own')}
                </ButtonLink>
                <JobFile result={result} name="products">
                  {say('commit.file')}
                </JobFile>
              </p>
            </>
          );
        }}
      </JobOf>
    </Section>
  );
}
