import { Notice, ProblemAlert } from '../kit/blocks.tsx';
import { focusAt, refusedFaults } from '../kit/faults.tsx';
import { useText } from './text.ts';

/** A refusal with a way to each field that it names. */
export function Refusals({ error }: { readonly error: unknown }) {
  const say = useText();
  const faults = refusedFaults(error);
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
