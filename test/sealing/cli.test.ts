import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../cli/main.ts';
import { verify, worded } from '../../functions/tendering/verification.ts';
import { openAttachment } from '../../shared/sealing/attachment.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { openBid } from '../../shared/sealing/seal.ts';
import { stories } from '../tendering/audit/stories.ts';
import { honestBundle } from './bundles.ts';
import { disclosed, idFrom, sealing, secret } from './fixtures.ts';

const bin = fileURLToPath(new URL('../../bin/jicai', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'jicai-cli-'));
const path = (name: string) => join(folder, name);
const write = (name: string, value: unknown) => writeFileSync(path(name), JSON.stringify(value));
const read = (name: string) => JSON.parse(readFileSync(path(name), 'utf8'));

function jicai(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const { supplier, lots, validUntil } = disclosed;
const bid = { supplier, lots, validUntil, answers: secret.answers };
const key = { tender: disclosed.tender, documentsVersion: 2, key: sealing.publicJwk };

beforeEach(() => {
  write('key.json', key);
  write('bid.json', bid);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('jicai seal', () => {
  it('writes a body that the opening can open, the attachments, and the proof for the bidder alone', async () => {
    const licence = new TextEncoder().encode('%PDF-1.7');
    writeFileSync(path('licence.pdf'), licence);
    const args = ['seal', '--key', 'key.json', '--bid', 'bid.json', '--attach', 'licence.pdf', '--out', 'out.json'];
    expect(jicai(...args)).toMatchObject({ status: 0, stderr: '' });

    const body = read('out.json');
    expect(Object.keys(body)).toEqual(['envelope', 'documentsVersion']);
    const opened = await openBid(body.envelope, sealing.privateJwk);
    expect(opened.disclosed).toMatchObject({
      supplier,
      lots,
      validUntil,
      tender: disclosed.tender,
      documentsVersion: 2,
    });
    const [entry] = opened.private.attachments ?? [];
    if (!entry) throw new Error('no attachment');
    const file = await openAttachment(new Uint8Array(readFileSync(path('licence.pdf.sealed'))), entry);
    expect(Buffer.compare(file, licence)).toBe(0);

    const proof = read('out.secret.json');
    expect(hashJson(proof.disclosed)).toBe(proof.cmt.disclosed);
    expect(proof.envelopeSha256).toBe(hashJson(body.envelope));
    expect(statSync(path('out.secret.json')).mode & 0o777).toBe(0o600);

    expect(jicai(...args)).toMatchObject({ status: 2 });
    expect(jicai(...args, '--force')).toMatchObject({ status: 0 });
  });

  it('seals a discount for several lots', async () => {
    const packages = [{ lots: lots.map(({ lotId }) => lotId), discount: '0.02' }];
    write('bid.json', { ...bid, packages });
    const args = ['--key', 'key.json', '--bid', 'bid.json', '--out', 'package.json'];
    expect(jicai('seal', ...args)).toMatchObject({ status: 0, stderr: '' });
    const opened = await openBid(read('package.json').envelope, sealing.privateJwk);
    expect(opened.disclosed.packages).toEqual(packages);
  });

  it.each([
    [{ ...bid, discount: 1 }, '/discount'],
    [{ ...bid, tender: idFrom('tnd', 9) }, '/tender'],
    [{ ...bid, lots: [{ ...lots[0], colour: 'red' }] }, '/lots/0/colour'],
  ])('names a field it does not know', (content, pointer) => {
    write('bid.json', content);
    const { status, stderr } = jicai('seal', '--key', 'key.json', '--bid', 'bid.json', '--out', 'bad.json');
    expect(status).toBe(1);
    expect(stderr).toContain(`${pointer}  请求体含有未知字段`);
  });

  it.each([
    [3287.5, '字符串'],
    ['３２８７', '半角'],
  ])('explains why the price %j cannot be', (amount, word) => {
    const [lot] = lots;
    const items = [{ ...lot?.items[0], unitPrice: { amount, currency: 'CNY' } }];
    write('bid.json', { ...bid, lots: [{ ...lot, items }] });
    const { status, stderr } = jicai('seal', '--key', 'key.json', '--bid', 'bid.json', '--out', 'bad.json');
    expect(status).toBe(1);
    expect(stderr).toContain('/lots/0/items/0/unitPrice/amount');
    expect(stderr).toContain(word);
  });

  it('fetches the key from a server', async () => {
    const server = createServer((request, response) => {
      const found = request.url === `/v1/tenders/${disclosed.tender}/key`;
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(found ? key : { title: '未找到' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const said = vi.spyOn(console, 'error').mockReturnValue();
    vi.spyOn(console, 'log').mockReturnValue();
    const seal = (tender: string) =>
      main(['seal', '--server', url, '--tender', tender, '--bid', path('bid.json'), '--out', path('fetched.json')]);
    try {
      expect(await seal(disclosed.tender)).toBe(0);
      expect((await openBid(read('fetched.json').envelope, sealing.privateJwk)).disclosed.supplier).toBe(supplier);
      rmSync(path('fetched.secret.json'));
      expect(await seal(idFrom('tnd', 9))).toBe(2);
      expect(said).toHaveBeenCalledWith(expect.stringContaining('404：未找到'));
    } finally {
      vi.restoreAllMocks();
      server.close();
    }
  });
});

describe('jicai verify', () => {
  it('says that an honest bundle holds', async () => {
    const bundle = await stories.amended();
    write('bundle.json', bundle);
    write('keys.json', bundle.keys.receipts);
    const { status, stdout } = jicai('verify', 'bundle.json', '--keys', 'keys.json');
    expect(stdout).not.toContain('✗');
    expect(status).toBe(0);
    expect(stdout).not.toMatch(/\{\w+\}|\.ok|\.broken/);
    expect(stdout).toContain('以上全部成立');
  });

  it('says in either language what does not hold', async () => {
    const bundle = await honestBundle();
    write('bundle.json', { ...bundle, leaves: bundle.leaves.slice(1) });
    expect(jicai('verify', 'bundle.json')).toMatchObject({ status: 1, stdout: expect.stringContaining('✗') });
    const { stdout } = jicai('verify', 'bundle.json', '--lang', 'en');
    expect(stdout).toContain('✗ The recomputed Merkle root');
    expect(stdout).not.toMatch(/[一-龥]/);
  });

  it('has words in both languages for every finding, holding or not, and fills their places', async () => {
    const bundles = await Promise.all(Object.values(stories).map((story) => story()));
    const checked = bundles.map((bundle) => verify(bundle, { keys: bundle.keys.receipts }));
    for (const found of (await Promise.all(checked)).flatMap(({ findings }) => findings)) {
      const broken = worded({ ...found, ok: false, params: { failing: '?', ...found.params } });
      for (const lang of ['zh', 'en'] as const) {
        for (const said of [found[lang].said, broken[lang].said]) expect(said).not.toMatch(/\{\w+\}|^[\w-]+$/);
        expect(found[lang].proves).not.toBe('');
        expect(/[一-龥]/.test(found[lang].said + found[lang].proves)).toBe(lang === 'zh');
      }
    }
  });

  it('refuses what is no bundle', () => {
    write('bundle.json', { version: 1 });
    expect(jicai('verify', 'bundle.json')).toMatchObject({ status: 2 });
    expect(jicai('verify', 'nowhere.json')).toMatchObject({ status: 2 });
  });
});

describe('jicai', () => {
  it('helps, and refuses commands and options it does not know', () => {
    expect(jicai()).toMatchObject({ status: 0, stdout: expect.stringContaining('jicai seal') });
    expect(jicai('help', '--lang', 'en').stdout).toContain('Seals a bid');
    expect(jicai('toString')).toMatchObject({ status: 2 });
    expect(jicai('seal', '--nope')).toMatchObject({ status: 2, stderr: expect.stringContaining('--nope') });
  });
});
