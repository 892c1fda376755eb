import type { Answer } from '../../shared/kernel/idempotency.ts';

const frame = (body: string): string =>
  `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>退订 · Unsubscribe</title><style>body{font:16px/1.6 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}</style>${body}</html>`;

/** The page of a token, with the button that ends the mail; without one, that it has ended. A token is letters, digits and `_-.` only. */
export function unsubscribePage(token?: string): Answer {
  const body =
    token === undefined
      ? '<p>已退订，不再发送邮件。</p><p>No further mail is sent.</p>'
      : `<p>不再接收集采平台的通知邮件？</p><p>No more notices by mail?</p><form method="post" action="/v1/unsubscriptions?token=${token}"><button>退订 · Unsubscribe</button></form>`;
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    'Referrer-Policy': 'no-referrer',
  };
  return { status: 200, body: new TextEncoder().encode(frame(body)), headers };
}
