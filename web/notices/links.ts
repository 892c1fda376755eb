/** The page on which a notice's matter is read, by the address that the API names; none where the console has none. */
export function placeOf(link: string): string | undefined {
  const [, kind = '', id = '', part = ''] = /^\/v1\/([a-z-]+)\/([^/]+)(\/[a-z]+)?$/.exec(link) ?? [];
  const folder = folders[kind];
  return folder === undefined ? undefined : `${folder}/${id}${part}`;
}

const folders: Readonly<Record<string, string>> = {
  'call-offs': '/call-offs',
  deliveries: '/deliveries',
  enquiries: '/enquiries',
  'live-sessions': '/sessions',
  'matchmaking-events': '/events',
  'matchmaking-intents': '/intents',
  posts: '/market/posts',
  statements: '/statements',
  tenders: '/tenders',
  webhooks: '/webhooks',
};
