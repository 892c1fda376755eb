import type { ReactNode } from 'react';
import type { JobResult } from '../kit/job.tsx';

/** A file of a job, which its address gives for a quarter of an hour. */
export function JobFile({
  result,
  name,
  children,
}: {
  readonly result: JobResult;
  readonly name: string;
  readonly children: ReactNode;
}) {
  const files = result.files as Readonly<Record<string, { readonly name: string; readonly url: string }>> | undefined;
  const file = files?.[name];
  if (file === undefined) return null;
  return (
    <a className="j-button" href={file.url} download={file.name}>
      {children}
    </a>
  );
}
