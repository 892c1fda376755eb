import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Mailer, MailRefused, unsubscribeHeaders } from './mail.ts';

/** What the signer hashes with. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error('a hash is used once');
  }
}

const bytesOf = (data: string | ArrayBuffer | ArrayBufferView): Uint8Array => {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

export interface SesConfig {
  readonly region: string;
  /** The sender: an identity that SES has verified. */
  readonly from: string;
  credentials(): { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

/** The longest that a call may take. */
const timeoutMs = 10_000;

/** Faults of SES that no further try changes: the address, or the mail itself. */
const refused = new Set(['MessageRejected', 'BadRequestException']);

/**
 * Mail by SES: of its API (v2) one operation, SendEmail, signed by AWS's own signer, which every client of the SDK carries;
 * SES makes the message and encodes it.
 */
export function sesMailer({ region, from, credentials }: SesConfig, request: typeof fetch = fetch): Mailer {
  const hostname = `email.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const path = '/v2/email/outbound-emails';
  return {
    async send(mail) {
      const utf8 = (data: string) => ({ Data: data, Charset: 'UTF-8' });
      const Headers = unsubscribeHeaders(mail).map(([Name, Value]) => ({ Name, Value }));
      const Simple = {
        Subject: utf8(mail.subject),
        Body: { Text: utf8(mail.text) },
        ...(Headers.length > 0 && { Headers }),
      };
      const body = JSON.stringify({
        FromEmailAddress: from,
        Destination: { ToAddresses: [mail.to] },
        Content: { Simple },
      });
      const signer = new SignatureV4({ service: 'ses', region, credentials: credentials(), sha256: Sha256 });
      const { headers } = await signer.sign({
        method: 'POST',
        protocol: 'https:',
        hostname,
        path,
        headers: { host: hostname, 'content-type': 'application/json' },
        body,
      });
      const signal = AbortSignal.timeout(timeoutMs);
      const answer = await request(`https://${hostname}${path}`, { method: 'POST', headers, body, signal });
      if (answer.ok) return void (await answer.body?.cancel());
      const fault = answer.headers.get('x-amzn-errortype')?.split(':')[0] ?? '';
      await answer.body?.cancel();
      if (refused.has(fault)) throw new MailRefused(fault);
      throw new Error(`SES answered ${answer.status} ${fault}`);
    },
  };
}
