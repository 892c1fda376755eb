import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../cli/main.ts';
import { text } from '../../cli/text.ts';
import { type Ceremony, combineHanded } from '../../shared/sealing/ceremony.ts';
import { readEnvelope } from '../../shared/sealing/envelope.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import { generateSealingKey } from '../../shared/sealing/keys.ts';
import { openBid } from '../../shared/sealing/seal.ts';
import { disclosed, idFrom, sealing, secret } from './fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'jicai-ceremony-'));
const path = (name: string) => join(folder, name);
const write = (name: string, value: unknown) => writeFileSync(path(name), JSON.stringify(value));
const read = (name: string) => JSON.parse(readFileSync(path(name), 'utf8'));
afterAll(() => rmSync(folder, { recursive: true }));

let said: string[] = [];
beforeEach(() => {
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(line));
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(line));
});
afterEach(() => vi.restoreAllMocks());

/** `jicai`, its words by `=` files of the test's folder. */
const jicai = (...args: string[]) => main(args.map((arg) => arg.replace(/@([\w.-]+)/, (_, name) => path(name))));

const { tender, supplier, lots, validUntil } = disclosed;
const holders = ['anna', 'bo', 'chen'];

describe('a ceremony by command line', () => {
  it('goes from the holders’ keys to an opened bid, and writes no private half but their own', async () => {
    for (const name of holders) expect(await jicai('ceremony', 'key', '--out', `@${name}.json`)).toBe(0);
    expect(statSync(path('anna.json')).mode & 0o777).toBe(0o600);
    expect(read('anna.json').d).toEqual(expect.any(String));
    expect(Object.keys(read('anna.public.json').key)).not.toContain('d');

    const named = holders.flatMap((name) => ['--holder', `${name}=@${name}.public.json`]);
    const before = new Set(readdirSync(folder));
    expect(
      await jicai('ceremony', 'arrange', '--tender', tender, '--threshold', '2', ...named, '--out', '@ceremony.json'),
    ).toBe(0);
    expect(readdirSync(folder).filter((file) => !before.has(file))).toEqual(['ceremony.json']);
    expect(readFileSync(path('ceremony.json'), 'utf8')).not.toContain('"d"');
    const ceremony: Ceremony = read('ceremony.json');
    expect(said.at(-1)).toContain(read('chen.json').kid);

    const handed = [];
    const ceremonyKey = { ...ceremony.publicKey };
    write('key.json', { tender, documentsVersion: 2, key: sealing.publicJwk, ceremonyKey });
    for (const { holder, sealed, commitment } of ceremony.shares) {
      write('share.json', { tender, holder, ceremony: ceremonyKey.kid, sealed, commitment, threshold: 2 });
      const own = ['--key', `@${holder}.json`, '--share', '@share.json'];
      expect(await jicai('ceremony', 'confirm', ...own, '--out', '@confirmation.json')).toBe(0);
      expect(read('confirmation.json')).toEqual({ ceremony: ceremonyKey.kid, commitment });
      expect(await jicai('ceremony', 'hand-in', ...own, '--tender-key', '@key.json', '--out', '@handed.json')).toBe(0);
      handed.push({ holder, ...read('handed.json') });
    }

    write('bid.json', { supplier, lots, validUntil, answers: secret.answers });
    expect(await jicai('seal', '--key', '@key.json', '--bid', '@bid.json', '--out', '@out.json')).toBe(0);
    const { envelope } = read('out.json');
    expect(readEnvelope(envelope)).toMatchObject({ kid: ceremonyKey.kid, layers: 2 });
    const { privateKey } = await combineHanded(tender, ceremony, handed.slice(1), sealing.privateJwk);
    const opened = await openBid(envelope, sealing.privateJwk, privateKey);
    expect(opened.disclosed.lots).toEqual(lots);

    expect(await jicai('reveal', '--secret', '@out.secret.json', '--out', '@reveal.json')).toBe(0);
    expect(Object.keys(read('reveal.json'))).toEqual(['disclosed']);
    expect(hashJson(read('reveal.json').disclosed)).toBe(readEnvelope(envelope).header.cmt.disclosed);
    for (const line of said) expect(line).not.toMatch(/\{\w+\}/);
  });

  it('keeps a key and a revelation that are there already', async () => {
    expect(await jicai('ceremony', 'key', '--out', '@anna.json')).toBe(2);
    expect(await jicai('reveal', '--secret', '@out.secret.json', '--out', '@reveal.json')).toBe(2);
    const { kid } = read('anna.json');
    expect(await jicai('ceremony', 'key', '--out', '@anna.json', '--force')).toBe(0);
    expect(read('anna.json').kid).not.toBe(kid);
    expect(statSync(path('anna.json')).mode & 0o777).toBe(0o600);
  });

  it('says of a share that does not open why, and writes nothing', async () => {
    const stranger = await generateSealingKey();
    write('stranger.json', stranger.privateJwk);
    const own = ['--share', '@share.json', '--out', '@never.json'];
    expect(await jicai('ceremony', 'confirm', '--key', '@stranger.json', ...own)).toBe(1);
    expect(said.join()).toContain('份额无法用此密钥解密');
    write('share.json', { ...read('share.json'), commitment: 'a'.repeat(64) });
    expect(await jicai('ceremony', 'confirm', '--key', '@chen.json', ...own, '--lang', 'en')).toBe(1);
    expect(said.join()).toContain('not the one that the ceremony commits to');
    expect(existsSync(path('never.json'))).toBe(false);
  });

  it('hands a share in for its own tender’s key only', async () => {
    const ceremony: Ceremony = read('ceremony.json');
    const { holder, sealed, commitment } = ceremony.shares[2] ?? { holder: '', sealed: '', commitment: '' };
    write('share.json', { tender, holder, ceremony: ceremony.publicKey.kid, sealed, commitment });
    const own = ['ceremony', 'hand-in', '--key', '@chen.json', '--share', '@share.json', '--out', '@never.json'];
    const key = read('key.json');
    write('other.json', { ...key, tender: idFrom('tnd', 9) });
    expect(await jicai(...own, '--tender-key', '@other.json')).toBe(2);
    write('other.json', { ...key, ceremonyKey: sealing.publicJwk });
    expect(await jicai(...own, '--tender-key', '@other.json')).toBe(2);
    const { ceremonyKey: _, ...plain } = key;
    write('other.json', plain);
    expect(await jicai(...own, '--tender-key', '@other.json')).toBe(2);
    expect(existsSync(path('never.json'))).toBe(false);
  });

  it('reveals only what was committed to', async () => {
    const kept = read('out.secret.json');
    write('changed.json', { ...kept, disclosed: { ...kept.disclosed, validUntil: '2027-01-01' } });
    expect(await jicai('reveal', '--secret', '@changed.json', '--out', '@never.json')).toBe(1);
    expect(existsSync(path('never.json'))).toBe(false);
  });

  it.each([
    [['ceremony']],
    [['ceremony', 'toString']],
    [['ceremony', 'arrange']],
    [['ceremony', 'arrange', '--tender', tender, '--threshold', 'two', '--holder', 'anna=@anna.public.json']],
    [['ceremony', 'arrange', '--tender', tender, '--threshold', '2', '--holder', 'anna']],
    [['ceremony', 'confirm']],
    [['ceremony', 'hand-in', '--key', '@anna.json', '--share', '@key.json']],
    [['reveal']],
    [['reveal', '--secret', '@key.json']],
  ])('refuses %j', async (args) => {
    expect(await jicai(...args, ...(args.includes('--secret') ? ['--out', '@never.json'] : []))).toBe(2);
    expect(said.join()).not.toBe('');
    expect(said.join()).not.toMatch(/\{\w+\}/);
  });

  it('has its words in both languages', async () => {
    for (const code of ['sealed-twice', 'revealed', 'ceremony-arranged', 'ceremony-handed-in', 'ceremony-confirmed']) {
      for (const lang of ['zh', 'en'] as const) expect(text(lang, code)).not.toBe(code);
    }
    expect(text('en', 'help')).toContain('jicai ceremony hand-in');
    expect(text('zh', 'help')).toContain('jicai ceremony hand-in');
  });
});
