import type { JWK } from 'jose';
import { verifyReceipt } from '../shared/sealing/receipt.ts';
import type { Check, Opening, Page, Question, Timeline } from './answers.ts';
import { grouped, wallTime } from './narrator.ts';
import { deadline, deliveryDays, draft, fairReview, firms, type Name, offers, texts, validUntil } from './purchase.ts';
import type { Opened, Stage } from './stage.ts';
import { bid, listProduct, productsOf, seal, type Tender } from './steps.ts';

/** From the first product to the opened bids. */
export async function open(stage: Stage): Promise<Opened> {
  await listProducts(stage);
  const tender = await publish(stage);
  await explain(stage, tender);
  const sent = await sendBids(stage, tender);
  return { tender, ...sent, root: await opening(stage, tender) };
}

async function listProducts({ api, step, say, check }: Stage): Promise<void> {
  step('供应商发布商品');
  const listings = Object.values(firms).flatMap((uscc) => productsOf(uscc).slice(0, 2));
  await Promise.all(listings.map((product) => listProduct(api, product)));
  for (const { title, price } of listings) say(`${title}  ${grouped(price.unitPrice.amount)} 元/${price.per}`);
  const { items } = await api.get<{ items: unknown[] }>('/v1/products?limit=100');
  check('10 种商品可以公开查到', items.length, 10);
}

async function publish({ api, firm, step, say, check, refused }: Stage): Promise<Tender> {
  const buyer = firm.绿都.sub;
  step('采购人起草招标文件，发布前先检查');
  const { id } = await api.post<Tender>('/v1/tenders', draft, buyer);
  const path = `/v1/tenders/${id}`;
  const inspect = () => api.post<Check>(`${path}/check`, undefined, buyer);
  const first = await inspect();
  for (const { severity, message } of first.findings) {
    say(`${severity === 'refused' ? '不得发布' : '提示'}：${message.zh}`);
  }
  const blocking = first.findings.filter(({ severity }) => severity === 'refused').map(({ code }) => code);
  check('“本地企业优先”与缺少公平竞争审查都被查出', blocking.sort(), ['fair-review-missing', 'words-address']);
  await refused('采购人仍要发布', 'not-publishable', 'POST', `${path}/publication`, undefined, buyer);

  step('改写条款，登记公平竞争审查，发布招标公告');
  await api.patch(path, { text: texts.revised, fairReview }, buyer);
  say(texts.revised);
  say(`公平竞争审查：${fairReview.reviewer}，${fairReview.reviewedOn}，不具有排除、限制竞争效果`);
  check('检查后可以发布', (await inspect()).publishable, true);
  const tender = await api.post<Tender>(`${path}/publication`, undefined, buyer);
  say(`${tender.title}，依法必须招标，最低评标价法`);
  for (const { title } of tender.lots) say(`标段：${title}`);
  say(`投标截止 ${wallTime(tender.deadline)}，项目编号 ${tender.id}`);
  check('公告已发布', tender.status, 'published');
  const unseen = await api.get<object>(path);
  check('标底在开标前不公开', JSON.stringify(unseen).includes('6700000.00'), false);
  const { items } = await api.get<Timeline>(`${path}/timeline`);
  for (const { name, day } of items) say(`${day}  ${name.zh}`);
  const dayOf = (code: string) => items.find((entry) => entry.code === code)?.day;
  check(
    '最后澄清日 3 月 9 日，最后异议日 3 月 14 日',
    [dayOf('last-clarification'), dayOf('last-documents-objection')],
    ['2026-03-09', '2026-03-14'],
  );
  return tender;
}

async function explain({ api, firm, step, say, check, moveTo }: Stage, { id, deadline: due }: Tender): Promise<void> {
  const [path, buyer] = [`/v1/tenders/${id}`, firm.绿都.sub];
  step('提问、答复与澄清');
  await moveTo('2026-03-04T10:00:00+08:00');
  const text = '袋装水泥能否按 1.5 吨托盘打包交货？';
  const { id: question } = await api.post<Question>(`${path}/questions`, { text }, firm.燕栖.sub);
  const read = async (as?: string) => (await api.get<Page<Question>>(`${path}/questions`, as)).items;
  check('采购人只看到问题，看不到是谁问的', Object.keys((await read(buyer))[0] ?? {}).sort(), [
    'askedAt',
    'id',
    'text',
  ]);
  check('答复之前，其他人看不到', (await read()).length, 0);
  const answer = '可以，每托 30 袋，托盘不另计价。';
  await moveTo('2026-03-05T15:00:00+08:00');
  await api.post(`${path}/questions/${question}/answer`, { answer }, buyer);
  say(`问：${text}`);
  say(`答：${(await read())[0]?.answer}`);
  const clarification = { text: '袋装水泥可按每托 30 袋打包，托盘不另计价；运费含在单价内。', affectsBids: true };
  const clarified = await api.post<Tender>(`${path}/clarifications`, clarification, buyer);
  say(`澄清：${clarification.text}`);
  check('距截止十五日以上，截止时间不顺延', clarified.deadline, due);
}

async function sendBids(
  { api, firm, step, say, check, refused, moveTo }: Stage,
  tender: Tender,
): Promise<Pick<Opened, 'published' | 'revised'>> {
  const path = `/v1/tenders/${tender.id}`;
  step('投标人在自己的电脑上密封投标，平台只收密文');
  await moveTo('2026-03-10T10:00:00+08:00');
  const { key } = await api.get<{ key: JWK }>(`${path}/key`);
  say(`招标公钥 ${key.kid}`);
  const published = await api.get<{ keys: JWK[] }>('/.well-known/jicai-receipts.json');
  const termsOf = (name: Exclude<Name, '绿都'>) => ({ validUntil, deliveryDays: deliveryDays[name] });
  const send = async (name: Exclude<Name, '绿都'>, what = offers[name]) => {
    const signed = await bid(api, tender, firm[name], what, termsOf(name));
    const receipt = await verifyReceipt(signed.jws, published as Parameters<typeof verifyReceipt>[1]);
    const lots = what.map(({ lot }) => tender.lots[lot]?.title).join('、');
    say(`${name}：${lots}，回执 ${receipt.receiptId}，第 ${receipt.revision} 次`);
    return receipt;
  };
  await send('闽岳', offers['闽岳 first']);
  await send('虬锦');
  await send('燕栖');
  await send('岩衡');
  await send('列岫');
  await refused('未密封的报价', 'bid-not-sealed', 'PUT', `${path}/bid`, { price: '3310.50' }, firm.闽岳.sub);

  step('截止前：一家改价，一家撤回，谁也看不到报价');
  await moveTo('2026-03-20T16:00:00+08:00');
  const revised = await send('闽岳');
  check('闽岳的新投标取代旧投标', revised.revision, 2);
  const withdrawn = await api.delete<{ receipt: { state: string } }>(`${path}/bid`, firm.列岫.sub);
  check('列岫撤回投标，留有回执', withdrawn.receipt.state, 'withdrawn');
  await refused('采购人想提前看开标记录', 'tender-not-opened', 'GET', `${path}/opening`, undefined, firm.绿都.sub);
  await refused('运营方想提前看开标记录', 'tender-not-opened', 'GET', `${path}/opening`, undefined, 'operator');
  const seen = JSON.stringify([await api.get(path, 'operator'), await api.get('/v1/tenders')]);
  check(
    '公开内容里没有任何投标人',
    Object.values(firm).some((one) => one !== firm.绿都 && seen.includes(one.id)),
    false,
  );

  step('投标截止');
  await moveTo(deadline);
  const late = await seal(api, tender, firm.列岫, offers.列岫, termsOf('列岫'));
  await refused('列岫迟到的投标', 'tender-closed', 'PUT', `${path}/bid`, late, firm.列岫.sub);
  return { published, revised };
}

async function opening({ api, step, say, check }: Stage, { id, lots }: Tender): Promise<string> {
  step('开标：先冻结投标集合并公布默克尔根，再解密');
  await api.post('/dev/clock', { advance: 'PT1M' });
  const record = await api.get<Opening>(`/v1/tenders/${id}/opening`);
  say(`默克尔根 ${record.root}`);
  check('收到 5 份投标，其中 1 份撤回', [record.count, record.withdrawn], [5, 1]);
  const bidders = record.perLot.map((lot) => lot.bidders);
  check('各标段投标人数 3、3、2', bidders, [3, 3, 2]);
  check('球墨铸铁管只剩两家，仅此标段流标', record.failedLots, [lots[2]?.id]);
  for (const { name, lots: offered = [] } of record.bids) {
    for (const { lotId, items: prices } of offered) {
      const shown = prices.map(
        ({ unitPrice, taxIncluded }) => `${grouped(unitPrice.amount)}${taxIncluded ? '' : '（不含税）'}`,
      );
      say(`${name}  ${lots.find((lot) => lot.id === lotId)?.title}：${shown.join('，')}`);
    }
  }
  check(
    '4 份投标全部打开',
    record.bids.map(({ state }) => state),
    ['opened', 'opened', 'opened', 'opened'],
  );
  const shown = JSON.stringify(record);
  check(
    '流标标段的价格不公开',
    ['236.50', '241.75', '229.00'].filter((price) => shown.includes(price)),
    [],
  );
  return record.root;
}
