import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { Notice, Reading } from './blocks.tsx';
import { useLanguage } from './language.ts';
import { useText } from './text.ts';

type Job = Answer<'GET /v1/jobs/{id}'>;
/** What a job gives, by its kind. */
export type JobResult = NonNullable<Job['result']>;

interface JobProps {
  readonly id: string;
  readonly children: (result: JobResult) => ReactNode;
}

/** Work that takes its time (任务): how far it is, why it failed, or what came of it. */
export function JobOf({ id, children }: JobProps) {
  const say = useText();
  const language = useLanguage();
  const [done, setDone] = useState(false);
  const job = useRead('GET /v1/jobs/{id}', { path: { id } }, done ? {} : { every: 700 });
  const ended = job.data?.status === 'succeeded' || job.data?.status === 'failed';
  if (ended && !done) setDone(true);
  return (
    <Reading of={job}>
      {({ status, progress, problem, result }) => {
        if (status === 'failed')
          return (
            <Notice tone="bad" title={say('job.failed')}>
              <p>{problem?.detail[language]}</p>
            </Notice>
          );
        if (status === 'succeeded') return children(result ?? {});
        return (
          <p role="status">
            <progress
              aria-label={say('job.progress')}
              {...(progress.total > 0 ? { value: progress.done, max: progress.total } : {})}
            />{' '}
            {progress.total > 0
              ? say('job.rows', { done: progress.done, total: progress.total })
              : say(`job.${status}`)}
          </p>
        );
      }}
    </Reading>
  );
}
