/*
 * What serves the console must know (控制台), on one machine and at the edge alike.
 */

/** What stays the API's: everything else under the same name is the console's, whose pages have addresses of their own. */
export const apiPaths: readonly string[] = [
  '/v1/*',
  '/.well-known/*',
  '/problems/*',
  '/openapi.json',
  '/docs',
  '/health',
];

export const isApiPath = (path: string): boolean =>
  apiPaths.some((each) => (each.endsWith('*') ? path.startsWith(each.slice(0, -1)) : path === each));

export interface Outside {
  /** Origins beside its own that pages talk to: the issuer, where files are sent to. */
  readonly connect: readonly string[];
  /** Where pictures come from: tickets and documents, by signed address. */
  readonly pictures: readonly string[];
}

/**
 * The headers of every answer to the console: scripts and styles from itself alone and never inline, no frame around it, no
 * address told to others. The platform's own pages run without a single exception to it.
 */
export function consoleHeaders({ connect, pictures }: Outside): Readonly<Record<string, string>> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': ["'self' data: blob:", ...pictures].join(' '),
    'font-src': "'self'",
    'connect-src': ["'self'", ...connect].join(' '),
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(self), geolocation=(self), microphone=(), payment=()',
  };
}

/** What the build names by its content is kept for a year; the rest is asked for anew each time. */
export const cachingOf = (path: string): string =>
  path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  woff2: 'font/woff2',
};

export const contentTypeOf = (path: string): string =>
  types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
