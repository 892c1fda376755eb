import type { Answer } from '../api/client.ts';
import { Notice, Tag } from '../kit/blocks.tsx';
import { useText } from './text.ts';

export type WebhookView = Answer<'GET /v1/webhooks/{id}'>;

/** Whether it is told, or why it is not any more. */
export function WebhookState({ of: { disabled } }: { readonly of: Pick<WebhookView, 'disabled'> }) {
  const say = useText();
  if (disabled === undefined) return <Tag tone="good">{say('webhook.enabled')}</Tag>;
  return <Tag tone="bad">{say(`webhook.${disabled.reason}`)}</Tag>;
}

/** The secret that signs, which is shown once. */
export function Secret({ secret }: { readonly secret: string }) {
  const say = useText();
  return (
    <Notice tone="warn" title={say('secret.once')}>
      <p>
        <code className="n-secret">{secret}</code>
      </p>
      <p>{say('secret.about')}</p>
    </Notice>
  );
}
