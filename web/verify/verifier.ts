import { useEffect, useRef, useState } from 'react';
import type { Answered, Asked } from './asked.ts';

export type Checked = Omit<Extract<Answered, { found: unknown }>, 'id'> | { code: string; places: readonly string[] };

/**
 * The verifier, started with the page, so that it is there when the network is not. What is asked while it works replaces what
 * it works on: the answer is always of what is shown.
 */
export function useVerifier(asked: Omit<Asked, 'id'> | undefined): { working: boolean; checked: Checked | undefined } {
  const worker = useRef<Worker | undefined>(undefined);
  const latest = useRef(0);
  const [checked, setChecked] = useState<Answered | undefined>();
  const { bundle, keys, receipt } = asked ?? {};

  useEffect(() => {
    const made = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    made.onmessage = ({ data }: MessageEvent<Answered>) => setChecked(data);
    made.onerror = ({ message }) => setChecked({ id: latest.current, code: 'unexpected', places: [message] });
    worker.current = made;
    return () => made.terminate();
  }, []);

  useEffect(() => {
    if (bundle === undefined) return;
    latest.current += 1;
    setChecked(undefined);
    worker.current?.postMessage({ id: latest.current, bundle, keys, receipt } satisfies Asked);
  }, [bundle, keys, receipt]);

  const answer = checked?.id === latest.current ? checked : undefined;
  return { working: bundle !== undefined && answer === undefined, checked: answer };
}
