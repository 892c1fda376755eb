import { dayOf } from '../../shared/kernel/time.ts';
import { serverNow } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { Notice } from '../kit/blocks.tsx';
import { Day } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { useText } from './text.ts';
import { useBidder } from './work.ts';

/** What the firm still lacks (还缺什么) before it can bid, or before the deadline; nothing where it lacks nothing. */
export function Readiness({ until }: { readonly until?: string }) {
  const say = useText();
  const session = useSession();
  const { organisation } = useBidder();
  const { data } = useRead(
    'GET /v1/organisations/{id}',
    { path: { id: organisation } },
    { enabled: organisation !== '' },
  );
  if (data === undefined || session.status !== 'user') return null;
  const by = until === undefined ? dayOf(new Date(serverNow()).toISOString()) : dayOf(until);
  const sales = session.organisation?.roles.includes('sales') ?? false;
  const ending = data.certificates.filter(({ validTo }) => validTo < by);
  const lacks = [
    ...(data.status === 'pending' ? [say('lacks.pending')] : []),
    ...(data.status === 'rejected' ? [say('lacks.rejected', { reason: data.reason ?? '' })] : []),
    ...(sales ? [] : [say('lacks.sales')]),
    ...(data.certificates.length === 0 ? [say('lacks.certificates')] : []),
  ];
  if (lacks.length === 0 && ending.length === 0) return null;
  return (
    <Notice tone="warn" title={say('lacks')}>
      <ul>
        {lacks.map((each) => (
          <li key={each}>{each}</li>
        ))}
        {ending.map(({ type, number, validTo }) => (
          <li key={type + number}>
            {say('lacks.ending', { number })} <Day at={validTo} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
