import type { ReactNode } from 'react';
import { ButtonLink, Notice } from '../kit/blocks.tsx';
import { Countdown, Moment } from '../kit/values.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

/** What a purchaser has to do now, first on the page. */
export function NextStep({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, status, deadline, standstillUntil, suspended, cancellation, failure } = tender;
  const hall = <ButtonLink to={`/procuring/tenders/${id}/opening`}>{say('hall.go')}</ButtonLink>;
  const result = (
    <ButtonLink primary to={`/procuring/tenders/${id}/result`}>
      {say('result.go')}
    </ButtonLink>
  );
  const steps: Readonly<Record<string, readonly [title: ReactNode, detail: ReactNode]>> = {
    published: [
      <>
        {say('next.published')} <Countdown until={deadline} />
      </>,
      hall,
    ],
    opening: [say('next.opening'), hall],
    opened: [
      say('next.opened'),
      <>
        {result}
        {hall}
      </>,
    ],
    standstill: [
      <>
        {say('next.standstill')} <Moment at={standstillUntil} />
      </>,
      <>
        {result}
        {hall}
      </>,
    ],
    awarded: [
      say('next.awarded'),
      <>
        {result}
        {hall}
      </>,
    ],
    failed: [say('next.failed'), <span key="why">{failure?.why ?? failure?.article}</span>],
    cancelled: [say('next.cancelled'), <span key="why">{cancellation?.reason}</span>],
  };
  const [title, detail] = steps[status] ?? [status, null];
  return (
    <Notice tone={suspended ? 'warn' : 'accent'} title={title}>
      {suspended && <p>{say('next.suspended')}</p>}
      <div className="p-buttons">
        {detail}
        {status === 'failed' && result}
      </div>
    </Notice>
  );
}
