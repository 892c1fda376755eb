import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../demo/stage.ts';
import { isWell, launch, open, visit } from './browser.ts';
import { person } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';

let browser: Browser;
let platform: Platform;
beforeAll(async () => {
  [browser, platform] = await Promise.all([launch(), startPlatform()]);
});
afterAll(() => Promise.all([browser.close(), platform.stop()]));

/** What was written in the newest mail. */
async function newestMail(): Promise<string> {
  const { items } = await platform.api.get<{ items: readonly string[] }>('/dev/mail');
  const mail = await (await fetch(`${platform.url}/dev/mail/${items.at(-1)}`)).text();
  return Buffer.from(mail.split('\r\n\r\n')[1] ?? '', 'base64').toString();
}

interface Items {
  readonly items: readonly { readonly id: string; readonly organisation: string }[];
}

test('somebody confirms an address, chooses what to be told of, and reads what they were told', async () => {
  const [seller, buyer] = [person('user'), person('purchaser')];
  const visited = await visit(browser, platform.url, { as: seller });
  const { page } = visited;
  await open(page, '/notification-settings');
  const send = page.getByRole('button', { name: '发送验证码' });
  await page.getByLabel('邮箱地址').fill('luo@qiujin');
  await page.getByLabel(/^本人同意/).check();
  await send.click();
  await page.waitForSelector('.j-refused');
  await page.getByLabel('邮箱地址').fill('luo@qiujin.example');
  await send.click();
  await page.waitForSelector('text=验证码已发送到 luo@qiujin.example');
  await platform.advance('PT1S');
  const [code = ''] = /\d{6}/.exec(await newestMail()) ?? [];
  await page.getByLabel('验证码', { exact: true }).fill(code === '111111' ? '222222' : '111111');
  await page.getByRole('button', { name: '确认邮箱' }).click();
  await page.waitForSelector('main .j-notice-bad');
  await page.getByLabel('验证码', { exact: true }).fill(code);
  await page.getByRole('button', { name: '确认邮箱' }).click();
  await page.waitForSelector('text=确认时间');

  await page.getByLabel('询价、留言与报价').check();
  await page.getByLabel('同时发送邮件').check();
  await page.getByRole('button', { name: '添加关注条件' }).click();
  const save = page.getByRole('button', { name: '保存设置' });
  await save.click();
  await page.waitForSelector('.j-refused');
  await page.getByLabel('品类', { exact: true }).selectOption('steel');
  await save.click();
  await page.waitForSelector('text=设置已保存');
  await isWell(visited, 'notices-settings');

  const { items: firms } = await platform.api.get<Items>('/v1/memberships', seller.sub);
  const { items: posts } = await platform.api.get<Items>(`/v1/posts?poster=${firms[0]?.organisation}`, seller.sub);
  const enquiry = await platform.api.post<{ id: string }>(
    `/v1/posts/${posts[0]?.id}/enquiries`,
    { text: '60 吨，最快什么时候能送？' },
    buyer.sub,
  );
  await waitFor('the notice is there', async () => {
    const { items } = await platform.api.get<Items>('/v1/inbox', seller.sub);
    return items.length > 0;
  });
  await open(page, '/');
  await page.getByRole('link', { name: '未读通知：1' }).click();
  await page.waitForSelector('text=收到询价');
  await page.click('main a:has-text("查看")');
  await page.waitForURL(`**/enquiries/${enquiry.id}`);
  await page.getByRole('link', { name: '未读通知：0' }).waitFor();
  await platform.advance('PT3M');
  await expect.poll(newestMail, { timeout: 60_000, interval: 500 }).toContain(`/v1/enquiries/${enquiry.id}`);

  await open(page, '/notification-settings');
  await page.getByRole('button', { name: '撤回同意，不再发送邮件' }).click();
  await send.waitFor();
  expect(await page.textContent('main')).not.toContain('luo@qiujin.example');
  await page.context().close();
});
