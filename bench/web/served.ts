import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** The console as a distribution serves it, and bare pages beside it. */
export interface Served {
  readonly url: string;
  /** Puts a bare page at a path. */
  put(path: string, html: string): void;
  stop(): void;
}

const compressed = /^(text\/|application\/json|image\/svg)/;

/**
 * Stands before a server on this machine as CloudFront does: what is built is compressed, of the API nothing is. It speaks
 * HTTP/1.1, where a browser has six connections; the distribution speaks HTTP/2.
 */
export async function served(from: string): Promise<Served> {
  const bare = new Map<string, Buffer>();
  const zipped = new Map<string, Buffer>();
  const server = createServer((asked, answer) => {
    const page = bare.get(asked.url ?? '');
    if (page === undefined) return void pass(asked, answer);
    answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip' }).end(page);
  });

  function pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url = '/', headers } = asked;
    const onward = request(new URL(url, from), { method: method ?? 'GET', headers }, (answered) => {
      const type = answered.headers['content-type'] ?? '';
      const status = answered.statusCode ?? 502;
      if (/^\/(v1|dev)\//.test(url) || !compressed.test(type) || status !== 200) {
        answer.writeHead(status, answered.headers);
        answered.pipe(answer);
        return;
      }
      const parts: Buffer[] = [];
      answered.on('data', (part: Buffer) => parts.push(part));
      answered.on('end', () => {
        const body = zipped.get(url) ?? gzipSync(Buffer.concat(parts));
        if (url.startsWith('/assets/')) zipped.set(url, body);
        const { 'content-length': _length, 'transfer-encoding': _coding, ...kept } = answered.headers;
        answer.writeHead(200, { ...kept, 'Content-Encoding': 'gzip', 'Content-Length': body.length }).end(body);
      });
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (path, html) => void bare.set(path, gzipSync(html)),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
