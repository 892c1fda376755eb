/** The page on which a notice's matter is read, by the address that the API names; none where the console has none. */
export function placeOf(link: string): string | undefined {
  const [, kind = '', id = ''] = /^\/v1\/([a-z-]+)\/([^/]+)/.exec(link) ?? [];
  const folder = folders[kind];
  return folder === undefined ? undefined : `${folder}/${id}`;
}

const folders: Readonly<Record<string, string>> = {
  posts: '/market/posts',
  enquiries: '/enquiries',
  tenders: '/tenders',
};
