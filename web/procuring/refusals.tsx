import { ApiProblem } from '../api/problem.ts';
import { Notice, ProblemAlert } from '../kit/blocks.tsx';
import { type Fault, focusAt } from './field.tsx';
import { useText } from './text.ts';

const faultsIn = (error: unknown) =>
  error instanceof ApiProblem ? (error.problem.errors ?? []).filter(({ pointer }) => pointer.startsWith('/')) : [];

/** What the API refused of a body, to stand beside its fields. */
export const refusedFaults = (error: unknown): readonly Fault[] =>
  faultsIn(error).map(({ pointer, message }) => ({ pointer, message, blocks: true }));

/** A refusal with a way to each field that it names. */
export function Refusals({ error }: { readonly error: unknown }) {
  const say = useText();
  const faults = faultsIn(error);
  if (faults.length === 0) return <ProblemAlert error={error} />;
  return (
    <Notice tone="bad" title={say('save.refused', { count: faults.length })}>
      <ul>
        {faults.map(({ pointer, message }) => (
          <li key={pointer + message}>
            <button type="button" className="j-link" onClick={() => focusAt(pointer)}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
