import { useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert, Section } from '../kit/blocks.tsx';
import type { Session } from './session.tsx';
import { useText } from './text.ts';

/** What another host would show of one's own products (同意展示): all of them as they stand, or none. */
export function Consent({ session, own }: { readonly session: Session; readonly own: string }) {
  const say = useText();
  const path = { id: session.id };
  const agree = useWrite('PUT /v1/live-sessions/{id}/consent');
  const decline = useWrite('DELETE /v1/live-sessions/{id}/consent');
  const products = session.products.filter(({ supplier }) => supplier.id === own);
  const waits = products.some(({ agreed }) => agreed === false);
  const busy = agree.isPending || decline.isPending;
  return (
    <Section title={say('consent')}>
      <Notice tone={waits ? 'warn' : 'good'} title={say(waits ? 'consent.asked' : 'consent.given')}>
        <p>{say('consent.about', { host: session.host.name })}</p>
        <ul>
          {products.map(({ product, title }) => (
            <li key={product}>{title}</li>
          ))}
        </ul>
      </Notice>
      <ProblemAlert error={agree.error ?? decline.error} />
      <p className="j-actions">
        {waits ? (
          <button
            type="button"
            className="j-button j-button-primary"
            disabled={busy}
            onClick={() => agree.mutate({ path })}
          >
            {say('consent.agree')}
          </button>
        ) : (
          <button type="button" className="j-button" disabled={busy} onClick={() => decline.mutate({ path })}>
            {say('consent.decline')}
          </button>
        )}
      </p>
    </Section>
  );
}
