import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { Reading, Section } from '../kit/blocks.tsx';
import { useText } from './text.ts';

/** What figures are of. */
export type Scope = { readonly year: string } | { readonly agreement: string };

interface FigureProps<T> {
  readonly title: string;
  readonly of: Parameters<typeof Reading<T>>[0]['of'];
  readonly children: (data: T) => ReactNode;
}

/** One figure with its heading; who may not see it reads that, instead of a refusal. */
export function Figure<T>({ title, of, children }: FigureProps<T>) {
  const say = useText();
  const closed = of.error instanceof ApiProblem && of.error.status === 403;
  return (
    <Section title={title}>
      {closed ? <p className="j-small">{say('figures.closed')}</p> : <Reading of={of}>{children}</Reading>}
    </Section>
  );
}

/** Links to what a figure was computed from. */
export function From({ from }: { readonly from: readonly string[] }) {
  const say = useText();
  if (from.length === 0) return null;
  return (
    <details>
      <summary>{say('figures.from', { count: from.length })}</summary>
      <ul className="s-from">
        {from.map((address, at) => (
          <li key={address}>
            <Link to={address.replace('/v1', '')}>{say('figures.source', { at: at + 1 })}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
