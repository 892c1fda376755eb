import { DomainError } from '../../shared/kernel/errors.ts';
import { ApiProblem } from '../api/problem.ts';
import { Notice, ProblemAlert } from '../kit/blocks.tsx';
import { sayFault } from './cell.tsx';
import { DocumentsAmended, type Pending, type Progress, type Stage } from './sending.ts';
import { useText } from './text.ts';

interface SealingStepsProps {
  readonly progress: Progress | undefined;
  readonly error: unknown;
  readonly pending: Pending | undefined;
  readonly onStop: () => void;
  readonly onSend?: () => void;
  readonly onDiscard?: () => void;
}

const stages: readonly Stage[] = ['key', 'sealing', 'attachments', 'sending', 'checking'];

/** How far the bid is on its way (密封与投递进度), and what to do when nobody knows whether it arrived. */
export function SealingSteps({ progress, error, pending, onStop, onSend, onDiscard }: SealingStepsProps) {
  const say = useText();
  return (
    <>
      {progress !== undefined && (
        <Notice tone="accent" title={say('sealing')}>
          <ol className="b-steps" aria-live="polite">
            {stages.map((stage) => (
              <li key={stage} className={classOf(stage, progress)}>
                {say(`stage.${stage}`)}
                {stage === progress.stage && progress.at !== undefined && ` ${progress.at}/${progress.of}`}
              </li>
            ))}
          </ol>
          {progress.again !== undefined && (
            <>
              <p>
                <strong>{say('sealing.again', { times: progress.again })}</strong>
              </p>
              <p className="j-small">{say('sealing.againDetail')}</p>
              <button type="button" className="j-button" onClick={onStop}>
                {say('sealing.stop')}
              </button>
            </>
          )}
        </Notice>
      )}
      {error !== undefined && <Refusal error={error} />}
      {progress === undefined && pending !== undefined && (
        <Notice tone="warn" title={say('pending')}>
          <p>{say('pending.detail')}</p>
          <div className="j-actions">
            <button type="button" className="j-button j-button-primary" onClick={onSend}>
              {say('pending.send')}
            </button>
            <button type="button" className="j-button" onClick={onDiscard}>
              {say('pending.discard')}
            </button>
          </div>
        </Notice>
      )}
    </>
  );
}

function classOf(stage: Stage, progress: Progress): string {
  const [place, now] = [stages.indexOf(stage), stages.indexOf(progress.stage)];
  return place < now ? 'b-done' : place === now ? 'b-now' : '';
}

function Refusal({ error }: { readonly error: unknown }) {
  const say = useText();
  if (error instanceof ApiProblem) return <ProblemAlert error={error} />;
  if (error instanceof DocumentsAmended) {
    return (
      <Notice tone="bad" title={say('amended', { number: error.version })}>
        {say('amended.detail')}
      </Notice>
    );
  }
  if (!(error instanceof DomainError)) return <ProblemAlert error={error} />;
  if (error.code === 'receipt-invalid') {
    return (
      <Notice tone="bad" title={say('receipt.wrong')}>
        {say('receipt.wrongDetail')}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title={say('notSealed')}>
      <ul>
        {[error.code, ...error.errors.map(({ code }) => code)].map((code) => (
          <li key={code}>{sayFault(say, code)}</li>
        ))}
      </ul>
    </Notice>
  );
}
