import { matchRoutes } from 'react-router';
import { expect, it } from 'vitest';
import { tellingOf, toldEvents } from '../../functions/notices/telling.ts';
import { pages } from '../../web/app/pages.ts';
import { placeOf } from '../../web/notices/links.ts';
import { happenings } from '../notices/happenings.ts';

const routes = pages.map(({ path }) => ({ path }));
/** The page of the console on which a notice's link is read. */
const pageOf = (link: string): string | undefined => matchRoutes(routes, placeOf(link) ?? '/-')?.at(-1)?.route.path;

const links = happenings.flatMap(([type, data, first]) =>
  tellingOf(type, { id: 'x/2', aggregateId: 'x', data }, first).map(({ code, link }) => [code, link] as const),
);

it('every event that somebody is told of is looked at', () => {
  expect(new Set(happenings.map(([type]) => type))).toEqual(new Set(toldEvents));
  expect(links.length).toBeGreaterThan(toldEvents.length);
});

// Beside those: what watchers are told of, and a test of a webhook.
it.each([...links, ['post-published', '/v1/posts/x'], ['ping', '/v1/webhooks/x']] as const)(
  'a notice of the code %s leads to a page of the console',
  (_, link) => {
    expect([link, pageOf(link)]).toEqual([link, expect.stringMatching(/^\/[a-z-]+\/.*:/)]);
  },
);

it('nothing else is a place of the console', () => {
  for (const link of ['/v1/webhooks/x/a/b', '/v1/fonts/x', 'https://elsewhere.example/v1/posts/x', '/v1/posts']) {
    expect([link, placeOf(link)]).toEqual([link, undefined]);
  }
});
