import type { Client } from '../../../demo/client.ts';
import { waitFor } from '../../../demo/stage.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

const [user, buyer] = [person('user').sub, person('purchaser').sub];

let made: Promise<string> | undefined;
/** Somebody who asked to be told of everything and was told of an enquiry, with an address of their firm's system. */
async function make(api: Client): Promise<string> {
  const settings = {
    topics: { enquiries: {}, matches: {}, 'new-posts': {}, orders: {}, live: {}, matchmaking: {}, webhooks: {} },
    watches: [
      { kind: 'demand', category: 'steel' },
      { kind: 'processing', process: 'turning', side: 'wanted', division: '350404' },
    ],
    digest: { mode: 'daily', hour: 8 },
    quietHours: { from: '22:00', to: '07:30' },
  };
  await api.put('/v1/notification-settings', settings, user);
  const { items: firms } = await api.get<{ items: readonly { readonly organisation: string }[] }>(
    '/v1/memberships',
    user,
  );
  const webhook = { url: 'https://erp.qiujin.example/hooks/jicai', topics: ['enquiries', 'orders', 'webhooks'] };
  const { id } = await api.post<{ id: string }>('/v1/webhooks', webhook, user);
  await api.post(`/v1/webhooks/${id}/ping`, undefined, user);
  const { items } = await api.get<{ items: readonly { readonly id: string }[] }>(
    `/v1/posts?poster=${firms[0]?.organisation}`,
    user,
  );
  await api.post(`/v1/posts/${items[0]?.id}/enquiries`, { text: '现货 60 吨，最快什么时候到列东？' }, buyer);
  await waitFor('the notice is there', async () => {
    const inbox = await api.get<{ items: readonly unknown[] }>('/v1/inbox', user);
    return inbox.items.length > 0;
  });
  return id;
}

export const samples: Samples = {
  webhook: (api) => {
    made ??= make(api);
    return made;
  },
};
