import { useEffect } from 'react';
import { queries, useWrite } from '../api/queries.ts';
import { AllocationStory } from '../kit/award/allocation.tsx';
import { Notice, ProblemAlert } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { JobOf } from '../kit/job.tsx';
import type { Evaluation } from './evaluated-lots.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

interface AllocatingProps {
  readonly tender: Tender;
  readonly evaluation: Evaluation;
}

/** Lots that are awarded at the least delivered cost are allocated before the candidates (优化授标): begun here, and told. */
export function Allocating({ tender, evaluation }: AllocatingProps) {
  if (!tender.lots.some(({ allocation }) => allocation.rule === 'optimised')) return null;
  return (
    <AllocationStory tender={tender} evaluation={evaluation}>
      {tender.status === 'opened' && <Begin tender={tender.id} />}
    </AllocationStory>
  );
}

function Begin({ tender: id }: { readonly tender: string }) {
  const say = useText();
  // The search may take minutes: whoever comes back finds how far it is.
  const [job, setJob, forget] = useDraft(`allocation-job-${id}`, '');
  const start = useWrite('POST /v1/tenders/{id}/allocation', { onDone: (begun) => setJob(begun.job) });
  return (
    <div className="j-stack j-no-print">
      <p>{say('allocate.about')}</p>
      <ProblemAlert error={start.error} />
      <p>
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={start.isPending}
          onClick={() => {
            forget();
            start.mutate({ path: { id } });
          }}
        >
          {say('allocate.start')}
        </button>
      </p>
      {job !== '' && <JobOf id={job}>{() => <Ended />}</JobOf>}
    </div>
  );
}

/** What is shown below is read anew. */
function Ended() {
  const say = useText();
  useEffect(() => void queries.invalidateQueries({ queryKey: ['GET /v1/tenders/{id}/allocation'] }), []);
  return <Notice tone="good">{say('allocate.done')}</Notice>;
}
