import type { JWK } from 'jose';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../../demo/stage.ts';
import { publishTender, type Tender } from '../../demo/steps.ts';
import { base64url, type LotTerms, sealBid } from '../../shared/sealing/index.ts';
import { isWell, launch, open, type Visited, visit } from './browser.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';

let browser: Browser;
let platform: Platform;
beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
}, 240_000);
afterAll(() => Promise.all([browser?.close(), platform?.stop()]));

const tonnes = (value: string) => ({ value, unit: 'TNE', basis: 'theoretical' }) as const;
const yuan = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const rebar = (diameter: number, value: string, division: string) => ({
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter, length: 12 },
  quantity: tonnes(value),
  deliveryPoint: { division, address: '项目部' },
});
const optimised = (more: object) => ({
  rule: 'optimised',
  step: tonnes('35'),
  gap: '0',
  nodes: 20_000,
  otherwise: 'best-found',
  ...more,
});
const goals = ['350424', '350430'];
const draft = {
  title: '三明北部、西部六县区螺纹钢集中采购',
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
  lots: [
    {
      title: '东部螺纹钢',
      items: [
        rebar(20, '700', '350405'),
        rebar(20, '350', '350481'),
        rebar(16, '430', '350426'),
        rebar(25, '210', '350428'),
      ],
      allocation: optimised({ maxWinners: 2, maxShare: '0.8' }),
      freight: { basis: 'quoted' },
    },
    {
      title: '西部螺纹钢',
      items: goals.map((goal) => rebar(20, '350', goal)),
      allocation: optimised({ maxWinners: 2 }),
      freight: {
        basis: 'zone-table',
        zones: ['350404', '350481'].flatMap((from) => goals.map((to) => ({ from, to, perUnit: yuan('60.00') }))),
      },
    },
  ],
};

interface Offer {
  readonly prices: readonly (readonly string[])[];
  readonly freight: readonly string[];
  readonly terms: readonly LotTerms[];
}
/** Against whom the supplier in the browser bids. */
const others: Readonly<Record<string, Offer>> = {
  'luo-yaqin': {
    prices: [
      ['3330.00', '3320.00', '3340.00', '3350.00'],
      ['3400.00', '3390.00'],
    ],
    freight: ['30.00', '12.00', '25.00', '48.00'],
    terms: [{ capacity: tonnes('1400') }, { stockDivision: '350481' }],
  },
  'deng-zhijian': {
    prices: [
      ['3360.00', '3300.00', '3390.00', '3310.00'],
      ['3310.00', '3300.00'],
    ],
    freight: ['20.00', '30.00', '35.00', '15.00'],
    terms: [{ minimumOrder: tonnes('140') }, { stockDivision: '350404' }],
  },
};

async function bid(tender: Tender, sub: string, { prices, freight, terms }: Offer): Promise<void> {
  const { api } = platform;
  const { items: of } = await api.get<{ items: readonly { organisation: string }[] }>('/v1/memberships', sub);
  const { documentsVersion, key } = await api.get<{ documentsVersion: number; key: JWK }>(
    `/v1/tenders/${tender.id}/key`,
  );
  const nonce = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
  const lots = tender.lots.map((lot, at) => ({
    lotId: lot.id,
    items: lot.items.map(({ id }, place) => ({
      itemId: id,
      unitPrice: yuan(prices[at]?.[place] ?? ''),
      taxIncluded: true,
      taxRate: '0.13',
      ...(at === 0 && { freight: yuan(freight[place] ?? '') }),
    })),
    terms: terms[at] ?? {},
  }));
  const supplier = of[0]?.organisation ?? '';
  const disclosed = { tender: tender.id, supplier, documentsVersion, lots, validUntil: '2026-06-30', nonce: nonce() };
  const envelope = await sealBid({ disclosed, private: { nonce: nonce() }, key });
  await api.put(`/v1/tenders/${tender.id}/bid`, { envelope, documentsVersion }, sub);
}

const moveTo = (now: string) => platform.api.post('/dev/clock', { now });
const press = (page: Page, name: string) => page.click(`main button:has-text("${name}")`);

describe('lots that are awarded at the least delivered cost', () => {
  let tender: Tender;
  const path = () => `/v1/tenders/${tender.id}`;

  beforeAll(async () => {
    tender = await publishTender(platform.api, draft, person('purchaser').sub);
  });

  test('are bid for with freight, capacity, minimum order, tiers and a package, each told what it lacks', async () => {
    const visited = await visit(browser, platform.url, { as: person('supplier') });
    const { page } = visited;
    page.on('dialog', (dialog) => void dialog.accept());
    await open(page, `/bidding/${tender.id}/bid`);
    const fill = async (lot: number, what: string, values: readonly string[]) => {
      const cells = page.locator(`input[data-column="${tender.lots[lot]?.id}-${what}"]`);
      for (const [at, value] of values.entries()) await cells.nth(at).fill(value);
    };
    await fill(0, 'price', ['3290', '3280', '3300', '3305']);
    await fill(0, 'freight', ['25', '18', '30', '40']);
    await fill(1, 'price', ['3295', '3285']);
    await page.getByLabel('最大供应量（吨）').first().fill('900');
    await page.getByLabel('最小接单量（吨）').first().fill('70');
    await press(page, '增加阶梯折扣');
    await page.getByLabel('达到数量（吨）').fill('500');
    await page.getByLabel('发货地').selectOption({ label: '三元区' });
    await press(page, '增加一组');
    await page.getByRole('group', { name: '第 1 组' }).getByLabel('东部螺纹钢').check();
    await page.getByRole('group', { name: '第 1 组' }).getByLabel('折扣（%）').fill('0.5');
    await press(page, '核对投标');
    expect(await page.locator('.b-fault').allTextContents()).toEqual(['请填写', '请选择两个以上要投标的标段']);
    await isWell(visited, 'allocation-bid-fault');
    await page.getByLabel('折扣（%）').first().fill('1.5');
    await page.getByRole('group', { name: '第 1 组' }).getByLabel('西部螺纹钢').check();
    const narrow = await page.viewportSize();
    await page.setViewportSize({ width: 390, height: 900 });
    await isWell(visited, 'allocation-bid');
    await page.setViewportSize(narrow ?? { width: 1440, height: 900 });
    await press(page, '核对投标');
    await page.waitForSelector('.b-grand');
    await isWell(visited, 'allocation-bid-review');
    await press(page, '密封并投递');
    await page.waitForSelector('text=已密封投递，回执核对无误');
    await page.context().close();
    for (const [sub, offer] of Object.entries(others)) await bid(tender, sub, offer);
  });

  test('are allocated by the purchaser, who sees where goods go, what each condition costs, and what comes second', async () => {
    await moveTo('2026-03-12T09:32:00+08:00');
    await waitFor('the opening', async () => (await platform.api.get<Tender>(path())).status === 'opened');
    const { bids } = await platform.api.get<{ bids: readonly { supplier: string; lots: readonly object[] }[] }>(
      `${path()}/opening`,
    );
    expect(bids.map(({ lots }) => lots.length)).toEqual([2, 2, 2]);
    const buyer = person('purchaser');
    for (const { supplier } of bids) {
      await platform.api.put(`${path()}/bids/${supplier}/qualification`, { qualified: true }, buyer.sub);
    }
    const visited = await visit(browser, platform.url, { as: buyer });
    const { page } = visited;
    await open(page, `/procuring/tenders/${tender.id}/result`);
    await page.waitForSelector('text=还没有记录分配结果');
    await press(page, '公示中标候选人');
    await page.waitForSelector('.j-notice-bad:has-text("分配")');
    await press(page, '计算分配');
    await page.waitForSelector('text=分配已算出并记入日志', { timeout: 90_000 });
    await page.waitForSelector('.a-map svg');
    await seesAllocation(visited, 'allocation-result');
    await press(page, '公示中标候选人');
    await page.waitForSelector('h2:has-text("中标候选人")');
    const { standstillUntil = '' } = await platform.api.get<Tender>(path());
    await moveTo(standstillUntil);
    await press(page, '定标');
    await page.waitForSelector('h2:has-text("中标结果")');
    await page.context().close();
  });

  test('are shown to everyone after the award, with the same sketch and figures', async () => {
    for (const width of [1440, 390] as const) {
      const visited = await visit(browser, platform.url, { width });
      await open(visited.page, `/tenders/${tender.id}/evaluation`);
      await seesAllocation(visited, 'allocation-public');
      await visited.page.context().close();
    }
  });

  async function seesAllocation(visited: Visited, name: string): Promise<void> {
    const { page } = visited;
    const { groups } = await platform.api.get<Allocation>(`${path()}/allocation`, person('purchaser').sub);
    expect(groups.every(({ status }) => status === 'optimal')).toBe(true);
    // A package couples both lots: they are one problem.
    const [group] = groups;
    expect(group?.lots.length).toBe(2);
    const cost = (group?.cost.shown ?? '').replace(/\B(?=(\d{3})+(?!\d))/g, ',');
    const said = (await page.textContent('main')) ?? '';
    expect(said).toContain(cost);
    expect(said).toContain('次优方案');
    expect(await page.getByRole('img', { name: /东部螺纹钢.*示意图/ }).count()).toBe(1);
    for (const name of ['沙县区', '永安市', '尤溪县', '将乐县']) {
      expect(await page.locator('.a-map').first().locator('text', { hasText: name }).count()).toBe(1);
    }
    const winners = group?.lots.flatMap(({ awards }) => awards).length ?? 0;
    expect(await page.locator('.a-swatch').count()).toBe(winners);
    expect(await page.locator('td:has-text("供应能力上限"), th:has-text("供应能力上限")').count()).toBeGreaterThan(0);
    await isWell(visited, name);
  }
});

interface Allocation {
  readonly groups: readonly {
    readonly status: string;
    readonly cost: { readonly shown: string };
    readonly lots: readonly { readonly awards: readonly object[] }[];
  }[];
}
