import { useState } from 'react';
import { Link } from 'react-router';
import type { Answer, Body } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { type Column, Empty, PageFrame, Reading, Section, Table } from '../kit/blocks.tsx';
import { Checks, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { Moment } from '../kit/values.tsx';
import './notices.css';
import { useText } from './text.ts';
import { useTopicNames } from './topics.ts';
import { Secret, WebhookState } from './webhook.tsx';

type Webhook = Answer<'GET /v1/webhooks'>['items'][number];
type Topics = Body<'POST /v1/webhooks'>['topics'];

/** The addresses of an organisation's own systems that are told (Webhook), for its admins. */
export function Page() {
  const say = useText();
  const webhooks = useRead('GET /v1/webhooks', {});
  const columns = useColumns();
  return (
    <PageFrame title={say('webhooks')}>
      <p className="n-lead">{say('webhooks.lead')}</p>
      <Reading of={webhooks}>
        {({ items }) => (
          <>
            <Section title={say('webhooks.list')}>
              {items.length === 0 ? (
                <Empty title={say('webhooks.none')}>{say('webhooks.noneDetail')}</Empty>
              ) : (
                <Table caption={say('webhooks.list')} columns={columns} items={items} keyOf={({ id }) => id} />
              )}
            </Section>
            <Add />
          </>
        )}
      </Reading>
    </PageFrame>
  );
}

function useColumns(): readonly Column<Webhook>[] {
  const say = useText();
  const names = useTopicNames();
  return [
    { title: say('webhook.url'), of: ({ id, url }) => <Link to={`/webhooks/${id}`}>{url}</Link> },
    {
      title: say('webhook.topics'),
      of: ({ topics }) =>
        names
          .filter(([topic]) => (topics as readonly string[]).includes(topic))
          .map(([, name]) => name)
          .join(say('and')),
    },
    { title: say('webhook.added'), of: ({ addedAt }) => <Moment at={addedAt} /> },
    { title: say('webhook.state'), of: (webhook) => <WebhookState of={webhook} /> },
  ];
}

function Add() {
  const say = useText();
  const names = useTopicNames();
  const [url, setUrl] = useState('');
  const [topics, setTopics] = useState<readonly string[]>([]);
  const add = useWrite('POST /v1/webhooks', {
    onDone() {
      setUrl('');
      setTopics([]);
    },
  });
  return (
    <Section title={say('webhook.add')}>
      {add.data !== undefined && <Secret secret={add.data.secret} />}
      <PlainForm error={add.error} onSubmit={() => add.mutate({ body: { url: url.trim(), topics: topics as Topics } })}>
        <TextField
          label={say('webhook.url')}
          hint={say('webhook.urlHint')}
          pointer="/url"
          placeholder="https://"
          maxLength={500}
          required
          value={url}
          onChange={setUrl}
        />
        <Checks legend={say('webhook.topics')} choices={names} chosen={topics} onChange={setTopics} />
        <FormEnd minor submit={say('webhook.addIt')} disabled={add.isPending || topics.length === 0} />
      </PlainForm>
    </Section>
  );
}
