import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { main } from '../../cli/main.ts';
import { publishTender, type Tender } from '../../demo/steps.ts';
import type { Jwks } from '../../shared/sealing/jws.ts';
import { readKept, receiptOf } from '../../shared/sealing/kept.ts';
import { isWell, launch, open, type Visited, visit } from './browser.ts';
import { found } from './needles.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';
import { kept, listen, saved } from './watching.ts';

const buyer = 'lin-qiming';
const rebar = (diameter: number, value: string) => ({
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter, length: 12 },
  quantity: { value, unit: 'TNE', basis: 'theoretical' },
  deliveryPoint: { division: '350405', address: '沙县区虬江新区项目' },
});
const draft = {
  title: '虬江新区项目螺纹钢采购',
  regime: 'soe-voluntary',
  method: 'lowest-evaluated-price',
  tieRule: 'draw',
  deadline: '2026-03-12T09:30:00+08:00',
  bidValidityDays: 60,
  fairReview: {
    reviewer: '绿都嘉和法务审计部',
    reviewedOn: '2026-03-01',
    articles: ['《公平竞争审查条例》（2024）第八条', '《公平竞争审查条例》（2024）第九条'],
    conclusion: 'no-restriction',
  },
  requirements: [{ key: 'inspection', kind: 'substantive', text: '每批到货附产品质量检验报告', completable: false }],
  lots: [{ title: '螺纹钢', items: [rebar(16, '321.000'), rebar(25, '789.000')] }],
};

/** What must be read nowhere but on the page: as typed, as sealed, and what follows from it. */
const typed = {
  first: '３，３１７．４１７３',
  second: '3291.0629 元/吨',
  revised: '3288.7531',
  answer: '委托磐石实验室逐批出具',
};
const file = {
  name: '投标保函扫描件.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7 保函金额七十三万'),
};
const secrets = [
  ...Object.values(typed),
  ...['3317.4173', '3317.41', '3291.0629', '3291.06'],
  ...['1064890.95', '2596648.63', '3661539.58', '叁佰陆拾陆万壹仟伍佰叁拾玖元伍角捌分'],
  ...['2594826.20', '3659717.15'],
  file.name,
  '保函金额七十三万',
];

let platform: Platform;
let browser: Browser;
beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), launch()]);
});
afterAll(() => Promise.all([browser?.close(), platform?.stop()]));

test('a secret is found in every dress, so that finding none says something', () => {
  const [price, words] = ['3317.4173', '保函金额七十三万'];
  const dresses = [price, words].flatMap((text) => [
    `{"amount":"${text}"}`,
    `?price=${encodeURIComponent(text)}`,
    ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${text}..`).toString('base64url')),
    Buffer.from(text).toString('hex'),
    Buffer.from(text, 'utf16le'),
  ]);
  for (const each of dresses) expect(found([price, words], [each]).length, String(each)).toBe(1);
  expect(found([price, words], ['3317.4174', Buffer.from('保函金额七十四万').toString('base64')])).toEqual([]);
});

describe('a supplier', () => {
  let tender: Tender;
  let visited: Visited;
  let page: Page;
  let sent: () => Promise<readonly (string | Buffer)[]>;
  let receipts: Jwks;
  const cells = () => page.locator('input[data-column$="-price"]');
  const address = () => `/bidding/${tender.id}`;

  beforeAll(async () => {
    tender = await publishTender(platform.api, draft, buyer);
    receipts = await platform.api.get<Jwks>('/.well-known/jicai-receipts.json');
    visited = await visit(browser, platform.url, { as: person('supplier') });
    page = visited.page;
    sent = listen(page);
    page.on('dialog', (dialog) => void dialog.accept());
  });
  afterAll(() => page.context().close());

  test('finds the tender among those that ask for what it lists', async () => {
    await open(page, '/bidding');
    const section = page.locator('.j-section', { hasText: '与本单位商品相符' });
    await section.locator(`a:has-text("${draft.title}")`).click();
    await page.waitForURL(`**${address()}`);
    await page.click('text=编制投标');
    await page.waitForURL('**/bid');
  });

  test('types prices as people do; a wrong one is told beside its cell, and nothing goes on before it is mended', async () => {
    await cells().nth(0).fill(typed.first);
    await cells().nth(1).fill('3291.06291');
    await page.click('button:has-text("核对投标")');
    expect(await page.textContent('.b-fault')).toBe('小数位数过多');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
    await isWell(visited, 'bid-fault');
    await cells().nth(1).fill(typed.second);
    await page.fill('textarea >> nth=0', typed.answer);
    await page.setInputFiles('.b-files input[type=file]', file);
    await page.waitForSelector(`text=${file.name}`);
    await page.waitForSelector('text=草稿已加密保存在本机');
    await isWell(visited, 'bid-editor');
  });

  test('finds the draft again after the page was loaded anew, and the browser keeps none of it in plain', async () => {
    await open(page, `${address()}/bid`);
    expect(await cells().nth(0).inputValue()).toBe('3317.4173');
    expect(await page.inputValue('textarea >> nth=0')).toBe(typed.answer);
    const { content, extractable } = await kept(page);
    expect(content.length).toBeGreaterThan(4);
    expect(extractable).toEqual([false]);
    expect(found(secrets, content)).toEqual([]);
  });

  test('sees what will be sealed, in figures and in words, and seals it with one button; a lost answer is asked for again', async () => {
    await page.click('button:has-text("核对投标")');
    const total = await page.textContent('.b-grand');
    expect(total).toContain('3,661,539.58 元');
    expect(total).toContain('人民币叁佰陆拾陆万壹仟伍佰叁拾玖元伍角捌分');
    await isWell(visited, 'bid-review');

    const puts: Request[] = [];
    await page.route(`**/v1/tenders/${tender.id}/bid`, async (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      puts.push(route.request());
      if (puts.length > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.click('button:has-text("密封并投递")');
    await page.waitForSelector('text=已密封投递，回执核对无误');
    await isWell(visited, 'bid-sealed');
    await page.unroute(`**/v1/tenders/${tender.id}/bid`);
    expect(puts.length).toBe(2);
    const [first, again] = await Promise.all(
      puts.map(async (put) => [(await put.allHeaders())['idempotency-key'], put.postData()]),
    );
    expect(again).toEqual(first);

    const bid = readKept(await saved(page, '下载留存文件'), 'unreadable');
    const { jws } = (await saved(page, '下载回执')) as { jws: string };
    expect(await receiptOf(bid, jws, receipts)).toMatchObject({ revision: 1, state: 'sealed', tender: tender.id });
    expect(bid.disclosed.lots[0]?.items.map(({ unitPrice }) => unitPrice.amount)).toEqual(['3317.4173', '3291.0629']);
    expect(bid.private).toMatchObject({ answers: { 每批到货附产品质量检验报告: typed.answer } });
    expect(bid.private.attachments?.map(({ name }) => name)).toEqual([file.name]);
  });

  test('revises it while the network is down: nothing is taken for sent, and what was sealed is sent when it is back', async () => {
    await open(page, `${address()}/bid`);
    await cells().nth(1).fill(typed.revised);
    await page.click('button:has-text("核对投标")');
    const puts: (string | null)[] = [];
    await page.route(`**/v1/tenders/${tender.id}/bid`, (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      puts.push(route.request().postData());
      return route.abort('internetdisconnected');
    });
    await page.click('button:has-text("密封并投递")');
    await page.waitForSelector('text=正在第 2 次重试');
    await isWell(visited, 'bid-offline');
    await page.click('button:has-text("暂停重试")');
    await page.waitForSelector('text=有一份已密封、尚未确认的投标');
    await page.unroute(`**/v1/tenders/${tender.id}/bid`);

    await open(page, `${address()}/bid`);
    await isWell(visited, 'bid-pending');
    const [put] = await Promise.all([
      page.waitForRequest((request) => request.method() === 'PUT'),
      page.click('button:has-text("重新投递并核对回执")'),
    ]);
    await page.waitForSelector('text=第 2 次');
    expect(new Set([...puts, put.postData()]).size).toBe(1);
    await open(page, address());
    await page.waitForSelector('text=正是本机密封的这份投标');
    await isWell(visited, 'bid-desk');
  });

  test('is told that an amendment made its bid stale, reads it, and seals the bid anew', async () => {
    const changes = { text: '卸货由采购人负责。' };
    await platform.api.post(`/v1/tenders/${tender.id}/amendments`, { reason: '现场条件变化', changes }, buyer);
    await open(page, address());
    await page.waitForSelector('text=投标已失效');
    await isWell(visited, 'bid-stale');
    await open(page, `${address()}/bid`);
    await page.click('button:has-text("核对投标")');
    expect(await page.locator('.b-grand').count()).toBe(0);
    await page.click('button:has-text("已看过修改")');
    await page.click('button:has-text("核对投标")');
    await page.click('button:has-text("密封并投递")');
    await page.waitForSelector('text=第 3 次');
  });

  test('has told nobody: nothing that it wrote is in any request, nor kept in plain', async () => {
    const requests = await sent();
    expect(requests.join('\n')).toContain('"ciphertext"');
    expect(requests.filter((each) => each.length === 65_536 + 28).length).toBe(3);
    expect(found(secrets, requests)).toEqual([]);
    expect(found(secrets, (await kept(page)).content)).toEqual([]);
  });

  test('finds its bid opened with exactly that price, and its receipt among those that were frozen', async () => {
    await platform.advance('P10DT2H');
    const opening = () =>
      platform.api.get<{ bids: readonly { lots: Tender['lots'] }[] }>(`/v1/tenders/${tender.id}/opening`);
    await vi.waitFor(opening, { timeout: 60_000, interval: 500 });
    const record = await opening();
    expect(record.bids).toMatchObject([
      {
        state: 'opened',
        attachments: 1,
        lots: [
          {
            items: [{ unitPrice: { amount: '3317.4173' } }, { unitPrice: { amount: typed.revised } }],
            total: { amount: '3659717.15' },
            totalInWords: '叁佰陆拾伍万玖仟柒佰壹拾柒元壹角伍分',
          },
        ],
      },
    ]);
    await open(page, address());
    await page.waitForSelector('text=本单位的回执在封存的投标之列');
    await isWell(visited, 'bid-opened');
  });

  test('checks the whole tender with the command line, and reads that it won', async () => {
    const { bids } = await platform.api.get<{ bids: readonly { supplier: string }[] }>(
      `/v1/tenders/${tender.id}/opening`,
    );
    const judged = `/v1/tenders/${tender.id}/bids/${bids[0]?.supplier}/qualification`;
    await platform.api.put(judged, { qualified: true }, buyer);
    await platform.api.post(`/v1/tenders/${tender.id}/candidates`, {}, buyer);
    const said = vi.spyOn(console, 'log').mockReturnValue();
    try {
      expect(await main(['verify', '--server', platform.url, '--tender', tender.id])).toBe(0);
      expect(said.mock.calls.flat().join('\n')).not.toContain('✗');
    } finally {
      said.mockRestore();
    }
    await open(page, address());
    await page.waitForSelector('text=中标候选人第 1 名');
  });
});
