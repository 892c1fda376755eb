import type { FieldError } from '../../shared/kernel/errors.ts';
import services from './data/services.json' with { type: 'json' };
import type { Link } from './live-events.ts';

/** The services (直播平台) that links may name; `other` has any address. */
export const serviceCodes: readonly string[] = services.map(({ code }) => code);

const hostsOf = new Map(services.map(({ code, hosts }) => [code, hosts]));

/** The name of a service in Chinese. */
export const serviceName = (code: string): string => services.find((each) => each.code === code)?.name.zh ?? code;

/**
 * What is wrong with links, each at its pointer: `link-not-https`, `link-not-public` for a host that is no name of the
 * public network or an address that carries a password or a port, `link-not-of-service`, `link-repeated`.
 */
export function linkFaults(links: readonly Link[], pointer: string): FieldError[] {
  return links.flatMap((link, at) => {
    const code = faultOf(link) ?? (links.findIndex(({ url }) => url === link.url) < at ? 'link-repeated' : undefined);
    return code === undefined ? [] : [{ pointer: `${pointer}/${at}/url`, code, params: { service: link.service } }];
  });
}

function faultOf({ service, url }: Link): string | undefined {
  if (!URL.canParse(url)) return 'link-not-https';
  const { protocol, hostname, username, password, port } = new URL(url);
  if (protocol !== 'https:') return 'link-not-https';
  if (username !== '' || password !== '' || port !== '' || !isPublicName(hostname)) return 'link-not-public';
  const hosts = hostsOf.get(service) ?? [];
  const known = hosts.length === 0 || hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
  return known ? undefined : 'link-not-of-service';
}

/** A name of several labels whose last is one of letters: no address in digits, no name of a local network. */
const isPublicName = (host: string): boolean =>
  /^([a-z0-9-]+\.)+([a-z]{2,}|xn--[a-z0-9-]+)$/.test(host) && !/\.(localhost|local|internal|lan|home|test)$/.test(host);
