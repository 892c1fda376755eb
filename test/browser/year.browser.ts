import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterCommittee, five, judgeAll } from '../../demo/committee.ts';
import { waitFor } from '../../demo/stage.ts';
import { isWell, launch, open, type Visited, visit } from './browser.ts';
import { firm as firmOf } from './framework.ts';
import { atBothWidths, bidSealed, findQualified, moveTo, press, signBoth, signIn } from './hands.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';
import { documentsOf, newUnit, people, prices, type Tender } from './year-cast.ts';

/*
 * A year of joint purchase in one story (联合采购的一年): from a round that a purchaser opens to the statement of a county's
 * first delivery, each role with its own hands.
 *
 * Demand: 330 t of 泰宁, where 300 were last year, and 520 t of 沙县, where it was 500. 闽岳 bids the lower prices.
 */

let browser: Browser;
let platform: Platform;
let round = '';
let tender = '';
let agreement = '';
let callOff = '';

beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
}, 240_000);
afterAll(() => Promise.all([browser.close(), platform.stop()]));

type Who = keyof typeof people;

/** Somebody goes to work and leaves. */
async function by(who: Who | { sub: string; name?: string }, work: (page: Page, visited: Visited) => Promise<void>) {
  const visited = await signIn(browser, platform, typeof who === 'string' ? people[who] : who);
  await work(visited.page, visited);
  await visited.page.context().close();
}

const firm = (who: Who) => firmOf(platform, people[who].sub);

describe('a year of joint purchase', () => {
  test('a county that is new registers, and the operator verifies it', async () => {
    const { id } = await platform.api.post<{ id: string }>('/v1/organisations', newUnit, people.newcomer.sub);
    await by(person('operator'), async (page) => {
      await open(page, `/verifications/${id}`);
      await page.fill('main textarea', '营业执照与统一社会信用代码核对无误');
      await press(page, '通过');
      await page.waitForSelector('.j-kicker:has-text("已核验")');
    });
  });

  test('the lead opens a round, finds the units by name and pastes what each took last year', async () => {
    await by('lead', async (page, visited) => {
      await open(page, '/rounds/new');
      await page.fill('#round-title', '2026年度三县螺纹钢联合采购报量');
      await page.selectOption('#round-category', 'steel.rebar');
      await page.fill('#round-opensAt', '2026-03-02T08:00');
      await page.fill('#round-closesAt', '2026-03-12T18:00');
      await page.fill('#round-from', '2026-05-01');
      await page.fill('#round-to', '2026-12-31');
      for (const name of ['虬城', '杉屏', '雪峰']) {
        await page.fill('#find-name', name);
        await page.click(`button[aria-label*="${name}"]`);
        await page.waitForSelector(`.r-chosen li:has-text("${name}")`);
      }
      for (const place of ['350405', '350429', '350421']) await page.fill(`#zone-${place}`, '三县片区');
      await atBothWidths(visited, 'year-opening');
      await press(page, '发起报量');
      await page.waitForURL('**/rounds/rnd_*/lead');
      round = new URL(page.url()).pathname.split('/')[2] ?? '';

      for (const [who, lastYear] of [
        ['county', '螺纹钢\tHRB400E\tΦ20\t12m\t理计\t300\t吨'],
        ['other', '螺纹钢 HRB400E Φ20 12m 理计 500吨'],
      ] as const) {
        await open(page, `/rounds/${round}/history?unit=${(await firm(who)).id}`);
        await page.click('summary:has-text("从电子表格粘贴")');
        await page.fill('main textarea', lastYear);
        await press(page, '识别并加入清单');
        await page.waitForSelector('table input[id$="value"]');
        await press(page, '保存上年数');
        await page.waitForSelector('.j-notice-good:has-text("已保存")');
      }
      await atBothWidths(visited, 'year-history');
    });
  });

  test('two counties report in the table that last year’s figures began, and sign; the third declines', async () => {
    for (const [who, last, value, address] of [
      ['county', '300', '330', '杉城镇状元街项目部'],
      ['other', '500', '520', '虬江新区项目部'],
    ] as const) {
      await by(who, async (page) => {
        await open(page, `/rounds/${round}/report`);
        const quantity = page.locator('table input[id$="value"]').first();
        expect(await quantity.inputValue()).toBe(last);
        await quantity.fill(value);
        await page.fill('table input[id$="address"]', address);
        await press(page, '提交报量');
        await page.waitForURL(`**/rounds/${round}`);
        await press(page, '签署');
        await page.waitForSelector('.j-notice-good:has-text("已签署")');
      });
    }
    await by('newcomer', async (page) => {
      await open(page, `/rounds/${round}`);
      await press(page, '谢绝或撤回');
      await page.fill('main textarea', '本年没有新开工项目');
      await press(page, '确认不参加');
      await page.waitForSelector('.j-notice:has-text("本单位已谢绝本次报量")');
    });
  });

  test('the lead locks what everyone has signed, and anyone reads the sums; a joint tender is made of them', async () => {
    await by('lead', async (page) => {
      await open(page, `/rounds/${round}/lead`);
      await press(page, '锁定汇总');
      await page.waitForSelector('h2:has-text("锁定汇总")');
      await page.waitForSelector('td:visible:has-text("850")');
    });
    const stranger = await visit(browser, platform.url);
    await open(stranger.page, '/');
    await stranger.page.click('main a:has-text("联合报量公示")');
    await stranger.page.click('main a:has-text("三县螺纹钢")');
    await stranger.page.waitForSelector('.j-tag-good:has-text("一致")');
    await stranger.page.context().close();

    await by('lead', async (page) => {
      await open(page, `/rounds/${round}/lead`);
      await page.fill('input[id$="-deadline"]', '2026-03-24T09:00');
      await press(page, '生成联合招标');
      await page.waitForSelector('main a:has-text("查看招标")');
    });
    tender = (await platform.api.get<{ tender: string }>(`/v1/demand-rounds/${round}`, people.lead.sub)).tender;
    await waitFor('drafted', async () => (await read()).status === 200);
  });

  const read = () => platform.api.ask<Tender>('GET', `/v1/tenders/${tender}`, { as: people.lead.sub });

  test('the lead checks and publishes it, with the terms of the agreement', async () => {
    const { lots } = (await read()).body;
    await platform.api.patch(`/v1/tenders/${tender}`, documentsOf(lots), people.lead.sub);
    await by('lead', async (page) => {
      await open(page, `/procuring/drafts/${tender}/review`);
      await page.check('input[type="checkbox"]');
      await press(page, '发布招标公告');
      await page.waitForURL(`**/procuring/tenders/${tender}`);
    });
  });

  test('two suppliers bid: what leaves their pages holds no price, nor does what their browsers keep', async () => {
    for (const who of ['mill', 'rival'] as const) {
      await by(who, async (page) => {
        await bidSealed(page, tender, prices[who]);
      });
    }
  });

  test('the bids are opened at the deadline before everyone’s eyes', async () => {
    await moveTo(platform.api, '2026-03-24T09:02:00+08:00');
    await waitFor('opened', async () => (await read()).body.status === 'opened');
    const stranger = await visit(browser, platform.url);
    await open(stranger.page, `/tenders/${tender}/opening`);
    for (const price of [...prices.mill, ...prices.rival]) {
      const [whole = '', part] = price.split('.');
      await stranger.page.waitForSelector(`main >> text=${whole.replace(/^(\d)/, '$1,')}.${part}`);
    }
    await stranger.page.context().close();
  });

  test('an expert judges and signs last; the lead publishes the candidates and awards', async () => {
    await enterCommittee(platform.api, tender, people.lead.sub);
    const bidders = [(await firm('mill')).id, (await firm('rival')).id];
    const [chair, ...others] = five;
    // The third of five is the majority; whether the firms are qualified the buyer finds itself.
    await judgeAll(platform.api, tender, bidders, others.slice(0, 2));
    for (const bidder of bidders) {
      const path = `/v1/tenders/${tender}/bids/${bidder}/qualification`;
      await platform.api.put(path, { qualified: true }, people.lead.sub);
    }
    await by(person('expert'), async (page) => {
      await open(page, `/judging/tenders/${tender}`);
      await findQualified(page, bidders.length);
      await page.waitForSelector('h2:has-text("签署评标报告")');
      const path = `/v1/tenders/${tender}/report`;
      const { evaluation } = await platform.api.get<{ evaluation: string }>(path, chair?.sub);
      for (const { sub } of others) await platform.api.post(`${path}/signatures`, { evaluation }, sub);
      await page.click('main button:text-is("签署")');
      await page.waitForSelector('.j-notice-good:has-text("您已签署评标报告")');
    });
    await by('lead', async (page) => {
      await open(page, `/procuring/tenders/${tender}/result`);
      await press(page, '公示中标候选人');
      const { standstillUntil = '' } = await waitFor('the standstill', async () => {
        const { body } = await read();
        return body.status === 'standstill' && body;
      });
      await moveTo(platform.api, standstillUntil);
      await page.reload();
      await page.click('main button:text-is("定标")');
      const awarded = await waitFor('the award', async () => {
        const { body } = await read();
        return body.status === 'awarded' && body;
      });
      agreement = awarded.agreement ?? '';
    });
    await waitFor('the agreement', async () => {
      const { status } = await platform.api.ask('GET', `/v1/agreements/${agreement}`, { as: people.lead.sub });
      return status === 200;
    });
  });

  test('a county and the mill sign their contract; the county calls off by the bar', async () => {
    const [county, other, mill, rival] = await Promise.all([
      firm('county'),
      firm('other'),
      firm('mill'),
      firm('rival'),
    ]);
    await signBoth(platform.api, agreement, other, mill);
    for (const buyer of [county, other]) await signBoth(platform.api, agreement, buyer, rival);
    for (const who of ['county', 'mill'] as const) {
      await by(who, async (page) => {
        await open(page, `/agreements/${agreement}/contracts/${county.id}/${mill.id}`);
        await press(page, '签订合同');
        await page.waitForSelector('main button:has-text("签订合同")', { state: 'detached' });
      });
    }
    await moveTo(platform.api, '2026-05-04T09:00:00+08:00');
    await by('county', async (page, visited) => {
      await open(page, `/agreements/${agreement}/order`);
      await page.fill('table input[id$="value"]', '5000');
      await page.selectOption('select[id$="unit"]', 'H87');
      await page.fill('input[type="date"]', '2026-05-10');
      await page.waitForSelector('td:has-text("元")');
      await isWell(visited, 'year-order');
      await press(page, '提交订单');
      await page.waitForURL('**/call-offs/cof_*');
      callOff = new URL(page.url()).pathname;
    });
  });

  test('the mill confirms and delivers with a ticket, the county accepts', async () => {
    let delivery = '';
    await by('mill', async (page) => {
      await open(page, callOff);
      await press(page, '确认订单');
      await page.click('main a:has-text("登记交货")');
      await page.fill('input[id$="declared"]', '5000');
      await page.fill('input[id$="pieces"]', '5000');
      await page.fill('input[id$="weighed"]', '145.2');
      await page.fill('input[id$="ticketNo"]', 'SM-0504-01');
      const ticket = { name: '磅单.png', mimeType: 'image/png', buffer: Buffer.from('the ticket') };
      await page.setInputFiles('input[type="file"]', ticket);
      await page.waitForSelector('.c-list:has-text("磅单.png")');
      await press(page, '提交交货');
      await page.waitForURL('**/deliveries/dlv_*');
      delivery = new URL(page.url()).pathname;
    });
    await by('county', async (page, visited) => {
      await open(page, '/call-offs');
      await page.click('section:has(h2:has-text("待本单位验收")) a');
      await page.waitForURL(`**${delivery}`);
      await press(page, '全部验收合格');
      await page.waitForSelector('h2:has-text("验收结果")');
      // 5,000 bars of 29.64 kg.
      await page.waitForSelector('td:has-text("148.2")');
      await atBothWidths(visited, 'year-accepted');
    });
  });

  test('the month’s statement is issued by the mill and confirmed by the county, and the supervisor sees it all', async () => {
    const [county, mill] = [await firm('county'), await firm('mill')];
    await moveTo(platform.api, '2026-06-01T09:00:00+08:00');
    let statement = '';
    await by('mill', async (page) => {
      await open(page, `/agreements/${agreement}/statement?month=2026-05&buyer=${county.id}&supplier=${mill.id}`);
      await press(page, '出具对账单');
      await page.waitForURL('**/statements/stm_*');
      statement = new URL(page.url()).pathname;
      await press(page, '核对无误，确认');
      await page.waitForSelector('main button:has-text("核对无误，确认")', { state: 'detached' });
    });
    await by('county', async (page, visited) => {
      await open(page, statement);
      await press(page, '核对无误，确认');
      await page.waitForSelector('.j-tag:has-text("已确认")');
      await atBothWidths(visited, 'year-statement');
    });
    await by(person('supervisor'), async (page, visited) => {
      await open(page, `/agreements/${agreement}`);
      await page.waitForSelector('td:has-text("148.2")');
      await atBothWidths(visited, 'year-agreement');
      await open(page, statement);
      await page.waitForSelector('.j-tag:has-text("已确认")');
    });
  });
});
