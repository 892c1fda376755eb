import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../../demo/stage.ts';
import type { Tender } from '../../demo/steps.ts';
import { isWell, launch, open, type Visited, visit } from './browser.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';

let browser: Browser;
let platform: Platform;
beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
}, 240_000);
afterAll(() => Promise.all([browser?.close(), platform?.stop()]));

const buyer = person('purchaser');
const bidder = person('supplier');
const holders = [
  { sub: 'guo-yanqing', name: '郭燕青' },
  { sub: 'su-wenbo', name: '苏文博' },
  { sub: 'zhu-lijuan', name: '朱丽娟' },
];
const draft = {
  title: '列东街二期螺纹钢采购',
  regime: 'soe-voluntary',
  method: 'lowest-evaluated-price',
  openingMode: 'ceremony',
  tieRule: 'draw',
  deadline: '2026-03-12T09:30:00+08:00',
  bidValidityDays: 60,
  fairReview: {
    reviewer: '绿都嘉和法务审计部',
    reviewedOn: '2026-03-01',
    articles: ['《公平竞争审查条例》（2024）第八条', '《公平竞争审查条例》（2024）第九条'],
    conclusion: 'no-restriction',
  },
  lots: [
    {
      title: '螺纹钢',
      items: [
        {
          category: 'steel.rebar',
          attributes: { grade: 'HRB400E', diameter: 20, length: 12 },
          quantity: { value: '500', unit: 'TNE', basis: 'theoretical' },
          deliveryPoint: { division: '350404', address: '三元区列东街' },
        },
      ],
    },
  ],
};

interface Held {
  readonly visited: Visited;
  readonly holder: string;
  readonly key: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
}

const moveTo = (now: string) => platform.api.post('/dev/clock', { now });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const give = (page: Page, key: Held['key']) => page.setInputFiles('main input[type="file"]', key);

/** A holder makes a key in its own browser, saves the private file, and registers the public half. */
async function withKey(who: (typeof holders)[number]): Promise<Held> {
  const visited = await visit(browser, platform.url, { as: who });
  const { page } = visited;
  await open(page, '/ceremony-key');
  await press(page, '生成新密钥');
  expect(await page.getByRole('button', { name: '登记公钥' }).isDisabled()).toBe(true);
  const [saved] = await Promise.all([page.waitForEvent('download'), press(page, '保存私钥文件')]);
  const buffer = readFileSync(await saved.path());
  expect(JSON.parse(buffer.toString())).toHaveProperty('d');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await press(page, '登记公钥');
  await page.waitForSelector('text=公钥已登记');
  expect(sent.join()).not.toContain(JSON.parse(buffer.toString()).d);
  const holder = (await page.textContent('main code:has-text("usr_")')) ?? '';
  return { visited, holder, key: { name: saved.suggestedFilename(), mimeType: 'application/json', buffer } };
}

/** The supplier writes and seals a bid in its browser, for both keys. */
async function bidFor(tender: string, price: string): Promise<Visited> {
  const visited = await visit(browser, platform.url, { as: bidder });
  const { page } = visited;
  page.on('dialog', (dialog) => void dialog.accept());
  await open(page, `/bidding/${tender}/bid`);
  await page.locator('input[data-column$="-price"]').fill(price);
  await page.click('button:has-text("核对投标")');
  await page.click('button:has-text("密封并投递")');
  await page.waitForSelector('text=已密封投递，回执核对无误');
  return visited;
}

describe('an opening by ceremony', () => {
  let held: readonly Held[];
  const tenders: string[] = [];
  const path = (at: number) => `/v1/tenders/${tenders[at]}`;
  const status = async (at: number) => (await platform.api.get<Tender>(path(at))).status;

  beforeAll(async () => {
    for (const title of [draft.title, `${draft.title}（补救）`]) {
      const { id } = await platform.api.post<Tender>('/v1/tenders', { ...draft, title }, buyer.sub);
      tenders.push(id);
    }
  });

  test('its holders make keys of their own, which leave their machines by no request', async () => {
    const made: Held[] = [];
    for (const who of holders) made.push(await withKey(who));
    held = made;
    for (const { visited } of made.slice(0, 1)) await isWell(visited, 'ceremony-key-made');
  });

  test('its purchaser compares their keys, deals the shares, and may publish once all have confirmed', async () => {
    const visited = await visit(browser, platform.url, { as: buyer });
    const { page } = visited;
    for (const tender of tenders) {
      await open(page, `/procuring/drafts/${tender}`);
      await page.getByRole('link', { name: '密钥仪式' }).click();
      await page.waitForURL('**/ceremony');
      const names = page.getByLabel('持有人编号（每行一个）');
      await names.fill(`${held[0]?.holder}\nusr_${'0'.repeat(32)}`);
      await page.waitForSelector('text=以下编号没有登记过公钥');
      await names.fill(held.map(({ holder }) => holder).join('\n'));
      await page.waitForSelector('tr:nth-child(3)');
      expect(await page.getByRole('button', { name: '生成密钥并分发' }).isDisabled()).toBe(true);
      await page.getByLabel('已与每位持有人当面核对公钥编号').check();
      await page.getByLabel('提交份额时限（分钟）').fill('60');
      await page.getByLabel('自行揭示时限（分钟）').fill('120');
      await press(page, '生成密钥并分发');
      await page.waitForSelector('text=已确认 0 / 3 位');
    }
    await isWell(visited, 'ceremony-dealt');
    const early = await platform.api.ask('POST', `${path(0)}/publication`, { as: buyer.sub });
    expect(early.body).toMatchObject({ code: 'ceremony-not-confirmed' });

    for (const [at, { visited: holder, key }] of held.entries()) {
      for (const tender of tenders) {
        await open(holder.page, `/tenders/${tender}/ceremony`);
        if (at === 0) {
          await give(holder.page, held[1]?.key ?? key);
          await holder.page.waitForSelector('text=份额打不开');
        }
        await give(holder.page, key);
        await press(holder.page, '确认份额可用');
        await holder.page.waitForSelector('text=您已确认份额可以打开');
      }
    }
    await isWell(held[0]?.visited ?? visited, 'ceremony-confirmed');
    for (const at of tenders.keys()) await platform.api.post(`${path(at)}/publication`, undefined, buyer.sub);
    await page.context().close();
  });

  test('is bid for in a browser, and opens when enough holders hand in their shares', async () => {
    const bids = [await bidFor(tenders[0] ?? '', '3317.50'), await bidFor(tenders[1] ?? '', '3318.50')];
    await bids[0]?.page.context().close();
    await moveTo('2026-03-12T09:32:00+08:00');
    await waitFor('the freezing', async () => (await status(0)) === 'opening' && (await status(1)) === 'opening');
    for (const { visited, key } of held.slice(0, 2)) {
      await open(visited.page, `/tenders/${tenders[0]}/ceremony`);
      await give(visited.page, key);
      await press(visited.page, '提交份额');
      await visited.page.waitForSelector('text=您已提交份额');
    }
    await isWell(held[1]?.visited ?? (bids[1] as Visited), 'ceremony-handed-in');
    await platform.advance('PT1M');
    await waitFor('the opening', async () => (await status(0)) === 'opened');
    const anyone = await visit(browser, platform.url);
    await open(anyone.page, `/tenders/${tenders[0]}/opening`);
    await anyone.page.waitForSelector('text=3,317.50');
    await anyone.page.waitForSelector('text=份额正确');
    await isWell(anyone, 'ceremony-opened');
    await anyone.page.context().close();

    // Of the second nobody hands in: whoever bid may show its bid itself, from what its browser kept.
    await moveTo('2026-03-12T10:40:00+08:00');
    const { page } = bids[1] as Visited;
    await waitFor('the remedy', async () => {
      const { revealUntil } = await platform.api.get<{ revealUntil: string | null }>(`${path(1)}/ceremony`);
      return revealUntil !== null;
    });
    await open(page, `/bidding/${tenders[1]}`);
    await page.click('main button:has-text("揭示")');
    const told = '.j-notice-good:has-text("时限过后与其他投标一起开启")';
    await page.waitForSelector(told);
    await page.reload();
    await page.waitForSelector(told);
    await isWell(bids[1] as Visited, 'ceremony-revealed');
    await moveTo('2026-03-12T13:00:00+08:00');
    await waitFor('the opening', async () => (await status(1)) === 'opened');
    const record = await platform.api.get<{ bids: readonly { state: string }[] }>(`${path(1)}/opening`);
    expect(record.bids).toMatchObject([
      { state: 'opened-by-reveal', lots: [{ items: [{ unitPrice: { amount: '3318.50' } }] }] },
    ]);
    await page.context().close();
  });
});
