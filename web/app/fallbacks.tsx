import { useRouteError } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { ButtonLink, Notice, PageFrame, ProblemAlert } from '../kit/blocks.tsx';
import { useText } from '../kit/text.ts';

export function NotFound() {
  const say = useText();
  return (
    <PageFrame title={say('notFound')}>
      <p>{say('notFoundDetail')}</p>
      <ButtonLink to="/">{say('home')}</ButtonLink>
    </PageFrame>
  );
}

/** What threw while a page was drawn or its part was loaded; a new version of the console is had by loading again. */
export function Broken() {
  const error = useRouteError();
  const say = useText();
  if (error instanceof ApiProblem) return <ProblemAlert error={error} />;
  return (
    <PageFrame title={say('problem.broken')}>
      <Notice tone="bad">
        <p>{say('problem.brokenDetail')}</p>
        <p>
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </p>
        <button type="button" className="j-button" onClick={() => location.reload()}>
          {say('problem.reload')}
        </button>
      </Notice>
    </PageFrame>
  );
}
