import type { ReactNode } from 'react';

/** One step of the arithmetic of a bid. */
export function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li className="o-step">
      <h3>{title}</h3>
      {children}
    </li>
  );
}
