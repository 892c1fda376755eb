import { useSearchParams } from 'react-router';
import { PageFrame } from '../kit/blocks.tsx';
import './catalogue.css';
import { ImportPreview } from './import-preview.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportStart } from './import-start.tsx';
import { useText } from './text.ts';

/** A price list becomes products (批量导入): template, upload, what each row says, and then the writing. */
export function Page() {
  const say = useText();
  // The jobs stand in the address: whoever loads the page anew finds them again.
  const [search, setSearch] = useSearchParams();
  const preview = search.get('preview');
  const commit = search.get('commit');
  return (
    <PageFrame title={say('import')}>
      <ImportStart onStarted={(job) => setSearch({ preview: job })} />
      {preview !== null && commit === null && (
        <ImportPreview key={preview} job={preview} onCommitted={(job) => setSearch({ preview, commit: job })} />
      )}
      {commit !== null && <ImportResult job={commit} />}
    </PageFrame>
  );
}
