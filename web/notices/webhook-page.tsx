import { useNavigate, useParams } from 'react-router';
import { useRead, useWrite } from '../api/queries.ts';
import { Facts, Notice, PageFrame, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { Deliveries } from './deliveries.tsx';
import './notices.css';
import { useText } from './text.ts';
import { useTopicNames } from './topics.ts';
import { Secret, WebhookState, type WebhookView } from './webhook.tsx';

/** One address that is told: how its deliveries went, and what its admin does with it. */
export function Page() {
  const { webhook: id = '' } = useParams();
  const say = useText();
  const names = useTopicNames();
  const webhook = useRead('GET /v1/webhooks/{id}', { path: { id } });
  return (
    <Reading of={webhook}>
      {(it) => (
        <PageFrame kicker={<WebhookState of={it} />} title={it.url}>
          {it.disabled !== undefined && (
            <Notice tone="bad" title={say(`webhook.${it.disabled.reason}`)}>
              <p>
                <Moment at={it.disabled.at} /> {say(`webhook.${it.disabled.reason}Detail`)}
              </p>
            </Notice>
          )}
          <Section title={say('webhook')}>
            <Facts
              items={[
                [
                  say('webhook.topics'),
                  names
                    .filter(([topic]) => (it.topics as readonly string[]).includes(topic))
                    .map(([, name]) => name)
                    .join(say('and')),
                ],
                [say('webhook.added'), <Moment key="added" at={it.addedAt} />],
                [
                  say('secret.previous'),
                  it.previousSecretUntil && <Moment key="previous" at={it.previousSecretUntil} />,
                ],
              ]}
            />
            <Steps webhook={it} />
          </Section>
          <Deliveries webhook={id} enabled={it.disabled === undefined} />
        </PageFrame>
      )}
    </Reading>
  );
}

function Steps({ webhook: { id, disabled } }: { readonly webhook: WebhookView }) {
  const say = useText();
  const navigate = useNavigate();
  const ping = useWrite('POST /v1/webhooks/{id}/ping');
  const rotate = useWrite('POST /v1/webhooks/{id}/secret');
  const enable = useWrite('POST /v1/webhooks/{id}/enablement');
  const remove = useWrite('DELETE /v1/webhooks/{id}', { onDone: () => navigate('/webhooks') });
  const asked = { path: { id } };
  const busy = [ping, rotate, enable, remove].some(({ isPending }) => isPending);
  const step = (words: string, act: () => void) => (
    <button type="button" className="j-button" disabled={busy} onClick={act}>
      {words}
    </button>
  );
  return (
    <>
      {rotate.data !== undefined && <Secret secret={rotate.data.secret} />}
      {ping.isSuccess && <Notice tone="good" title={say('ping.sent')} />}
      <ProblemAlert error={ping.error ?? rotate.error ?? enable.error ?? remove.error} />
      <p className="j-actions">
        {disabled === undefined
          ? step(say('ping'), () => ping.mutate(asked))
          : step(say('webhook.enable'), () => enable.mutate(asked))}
        {step(say('secret.rotate'), () => rotate.mutate(asked))}
      </p>
      <details className="j-fold">
        <summary>{say('webhook.remove')}</summary>
        <p className="j-small">{say('webhook.removeAbout')}</p>
        <p>{step(say('webhook.removeIt'), () => remove.mutate(asked))}</p>
      </details>
    </>
  );
}
