import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { mayStandAt, type PostingOutcome, type WebhookPoster } from './webhooks.ts';

const timeoutMs = 10_000;

/** What is not on the public Internet, from the registries of special addresses (RFC 6890; IPv6 beside 2000::/3). */
const special = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.addSubnet(net, bits, 'ipv4');
}
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
// Within 2000::/3: tunnels that carry an IPv4 address, and what is for documentation.
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(net, bits, 'ipv6');
}

/** Whether an address is one of the public Internet. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  return family === 6 && global.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

class AddressRefused extends Error {}

/** Looks a name up and refuses it where any of its addresses is not public: what was looked at is what is connected to. */
export const publicLookup =
  (resolve: typeof lookup = lookup): LookupFunction =>
  (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => isPublic(address))) {
        return callback(new AddressRefused('not a public address'), '', 0);
      }
      if (options.all) return callback(null, found);
      callback(null, first.address, first.family);
    });
  };

/** Posts over HTTP: no redirect is followed, and of the answer the status alone is read. */
export function webhookPoster(options: { readonly loopback: boolean }): WebhookPoster {
  return {
    post({ url, headers, body }) {
      const { hostname, protocol } = new URL(url);
      if (!mayStandAt(url, options)) return Promise.resolve({ fault: 'address-refused' });
      const own = options.loopback && !mayStandAt(url, { loopback: false });
      const make = protocol === 'https:' ? httpsRequest : httpRequest;
      return new Promise<PostingOutcome>((resolve) => {
        const ended = (outcome: PostingOutcome): void => {
          clearTimeout(timer);
          resolve(outcome);
          sent.destroy();
        };
        const sent = make(url, {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          agent: false,
          ...(own ? {} : { lookup: publicLookup(), servername: hostname }),
        });
        const timer = setTimeout(() => ended({ fault: 'timed-out' }), timeoutMs);
        sent.on('response', ({ statusCode: status = 0, headers: answered }) => {
          const retryAfter = Number(answered['retry-after']);
          ended({ status, ...(Number.isSafeInteger(retryAfter) && retryAfter > 0 ? { retryAfter } : {}) });
        });
        sent.on('error', (error) =>
          ended({ fault: error instanceof AddressRefused ? 'address-refused' : 'unreachable' }),
        );
        sent.end(body);
      });
    },
  };
}
