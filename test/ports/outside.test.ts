import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sesMailer } from '../../shared/ports/mail.aws.ts';
import { diskMail } from '../../shared/ports/mail.local.ts';
import { type Mail, MailRefused } from '../../shared/ports/mail.ts';
import { eml, encodedHeader } from '../../shared/ports/mime.ts';
import { secretText, signedHeaders } from '../../shared/ports/webhook-signature.ts';
import { isPublic, publicLookup, webhookPoster } from '../../shared/ports/webhooks.http.ts';
import { mayStandAt } from '../../shared/ports/webhooks.ts';

const mail: Mail = {
  id: 'snd_1',
  to: 'lin@builder.example',
  subject: '【集采】您的需求信息（热轧带肋钢筋）有新的匹配，请及时查看，以免错过供货窗口',
  text: '有 3 条新匹配。\n'.repeat(20),
  unsubscribe: 'https://api.example.cn/v1/unsubscriptions?token=sub_1.ab',
};
const from = 'notice@jicai.example';
const written = { from, at: new Date('2026-03-02T01:00:00.000Z') };

/** Reads a file of a mail as RFC 5322 says: unfolded headers, and the body. */
function read(text: string) {
  const [head = '', ...body] = text.split('\r\n\r\n');
  const headers = Object.fromEntries(
    head
      .replaceAll(/\r\n[ \t]/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const decoded = (value = '') =>
    value
      .replaceAll('?= =?', '?==?')
      .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word: string) => Buffer.from(word, 'base64').toString());
  return { headers, subject: decoded(headers.Subject), text: Buffer.from(body.join(''), 'base64').toString() };
}

describe('a mail as a file', () => {
  it('is ASCII in short lines, and says what it was given', () => {
    const text = eml(mail, written);
    expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
    for (const line of text.split('\r\n')) {
      if (!line.includes('http')) expect(line.length).toBeLessThanOrEqual(76);
    }
    const back = read(text);
    expect(back).toMatchObject({ subject: mail.subject, text: mail.text });
    expect(back.headers).toMatchObject({
      From: from,
      To: mail.to,
      Date: 'Mon, 02 Mar 2026 01:00:00 +0000',
      'Message-ID': '<snd_1@jicai.example>',
      'Content-Type': 'text/plain; charset=utf-8',
      'List-Unsubscribe': `<${mail.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });

  it('cuts no character in two, and takes no line end into a header', () => {
    const words = encodedHeader('𠮷匹配'.repeat(40)).split('\r\n ');
    for (const word of words) {
      expect(word.length).toBeLessThanOrEqual(75);
      expect(word).not.toContain('77+9');
    }
    expect(encodedHeader('plain')).toBe('plain');
    expect(encodedHeader('=?UTF-8?B?eA==?=')).not.toContain('=?UTF-8?B?eA==?=');
    expect(read(eml({ ...mail, subject: 'a\r\nBcc: x@y.cn' }, written)).headers).not.toHaveProperty('Bcc');
    for (const to of ['a@b.cn\r\nBcc: x@y.cn', 'a@b.cn\nBcc: x@y.cn', '林@b.cn']) {
      expect(() => eml({ ...mail, to }, written)).toThrow('plain text');
    }
  });

  it('is kept in a folder, the same mail once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jicai-mail-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const disk = diskMail({ folder: join(folder, 'mail'), from, now: () => written.at.getTime() });
    expect(await disk.names()).toEqual([]);
    await disk.send(mail);
    await disk.send(mail);
    expect(await disk.names()).toEqual(['snd_1.eml']);
    expect(await disk.read('snd_1.eml')).toBe(readFileSync(join(folder, 'mail', 'snd_1.eml'), 'utf8'));
    expect(await disk.read('../mail/snd_1.eml')).toBeUndefined();
  });
});

describe('mail by SES', () => {
  const credentials = () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'token' });
  const answering = (status: number, headers: Record<string, string> = {}) => {
    const asked: { url: string; init: RequestInit }[] = [];
    const request = (async (url: string, init: RequestInit) => {
      asked.push({ url, init });
      return new Response('{}', { status, headers });
    }) as typeof fetch;
    return { asked, mailer: sesMailer({ region: 'cn-north-1', from, credentials }, request) };
  };

  it('is one signed call, with the headers of a one-click end', async () => {
    const { asked, mailer } = answering(200);
    await mailer.send(mail);
    const [{ url = '', init = {} } = {}] = asked;
    expect(url).toBe('https://email.cn-north-1.amazonaws.com.cn/v2/email/outbound-emails');
    const headers = init.headers as Record<string, string>;
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/cn-north-1\/ses\/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
    );
    expect(JSON.parse(init.body as string)).toEqual({
      FromEmailAddress: from,
      Destination: { ToAddresses: [mail.to] },
      Content: {
        Simple: {
          Subject: { Data: mail.subject, Charset: 'UTF-8' },
          Body: { Text: { Data: mail.text, Charset: 'UTF-8' } },
          Headers: [
            { Name: 'List-Unsubscribe', Value: `<${mail.unsubscribe}>` },
            { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
          ],
        },
      },
    });
  });

  it('tells a mail that is refused for good from a fault that passes', async () => {
    const refused = answering(400, { 'x-amzn-errortype': 'MessageRejected:http://internal' });
    await expect(refused.mailer.send(mail)).rejects.toThrow(MailRefused);
    for (const [status, type] of [
      [429, 'TooManyRequestsException'],
      [503, ''],
      [403, 'AccessDeniedException'],
    ] as const) {
      const fault = await answering(status, { 'x-amzn-errortype': type })
        .mailer.send(mail)
        .catch((error) => error);
      expect([fault.name, fault.message]).toEqual(['Error', expect.not.stringContaining(mail.to)]);
    }
  });
});

describe('a delivery', () => {
  it('is signed as the specification’s own library signs', () => {
    const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
    const headers = signedHeaders({ id, seconds: 1614265330, body: '{"test": 2432232314}' }, [
      secret,
      Buffer.from('old'),
    ]);
    expect(headers).toMatchObject({ 'webhook-id': id, 'webhook-timestamp': '1614265330' });
    const [first, second, ...more] = (headers['webhook-signature'] ?? '').split(' ');
    expect(first).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect([second, more]).toEqual([expect.stringMatching(/^v1,/), []]);
    expect(secretText(secret)).toBe('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  });

  it.each<readonly [string, boolean]>([
    ['93.184.215.14', true],
    ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
    ].map((each) => [each, false] as const),
    ...[
      '::1',
      '::',
      'fe80::1',
      'fd00:ec2::254',
      '::ffff:10.0.0.1',
      '::ffff:a9fe:a9fe',
      '64:ff9b::a9fe:a9fe',
      '2002:a9fe:a9fe::',
      '2001:0:1::',
      '2001:db8::1',
      'erp.example.cn',
    ].map((each) => [each, false] as const),
  ])('%s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });

  it('connects to what was looked up, where all of it is public', async () => {
    const resolving = (...found: string[]) =>
      publicLookup(((_: string, __: object, done: (error: null, all: object[]) => void) =>
        done(
          null,
          found.map((address) => ({ address, family: 4 })),
        )) as never);
    const looked = (lookup: ReturnType<typeof publicLookup>) =>
      new Promise((resolve) => lookup('erp.example.cn', {}, (error, address) => resolve(error?.message ?? address)));
    expect(await looked(resolving('93.184.215.14'))).toBe('93.184.215.14');
    expect(await looked(resolving('93.184.215.14', '10.0.0.1'))).toBe('not a public address');
    expect(await looked(resolving())).toBe('not a public address');
    const all = await new Promise((resolve) =>
      resolving('93.184.215.14', '1.1.1.1')('erp.example.cn', { all: true }, (_, found) => resolve(found)),
    );
    expect(all).toEqual(['93.184.215.14', '1.1.1.1'].map((address) => ({ address, family: 4 })));
  });

  it('goes to an https name, or where it is allowed to the machine itself', () => {
    const may = (url: string) => [mayStandAt(url, { loopback: false }), mayStandAt(url, { loopback: true })];
    expect(may('https://erp.example.cn:8443/hooks?x=1')).toEqual([true, true]);
    for (const url of ['http://127.0.0.1:9/', 'http://[::1]/', 'http://localhost:1/'])
      expect(may(url)).toEqual([false, true]);
    for (const url of [
      'http://erp.example.cn/',
      'https://1.2.3.4/',
      'https://0xa000001/',
      'https://167772161/',
      'https://[2606::1]/',
      'https://intranet/',
      'https://u@erp.example.cn/',
      'https://erp.example.cn/#x',
      'file:///etc',
      'x',
    ]) {
      expect(may(url)).toEqual([false, false]);
    }
  });

  it('follows no redirect, reads no answer, and says why there was none', async () => {
    const seen: { url: string | undefined; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        seen.push({ url: request.url, body });
        response.writeHead(request.url === '/moved' ? 302 : 429, { location: '/there', 'retry-after': '60' });
        const endless = () => {
          if (!response.destroyed) response.write(Buffer.alloc(65_536), () => setImmediate(endless));
        };
        endless();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const { post } = webhookPoster({ loopback: true });
    const to = (path: string) =>
      post({ url: `http://127.0.0.1:${port}${path}`, headers: { 'webhook-id': 'x' }, body: '通知' });
    expect(await to('/moved')).toEqual({ status: 302, retryAfter: 60 });
    expect(await to('/busy')).toEqual({ status: 429, retryAfter: 60 });
    expect(seen).toEqual([
      { url: '/moved', body: '通知' },
      { url: '/busy', body: '通知' },
    ]);
    const elsewhere = { headers: {}, body: '' };
    expect(await webhookPoster({ loopback: false }).post({ url: `http://127.0.0.1:${port}/`, ...elsewhere })).toEqual({
      fault: 'address-refused',
    });
    expect(await post({ url: 'https://localhost.localdomain.invalid/', ...elsewhere })).toEqual({
      fault: 'unreachable',
    });
  });
});
