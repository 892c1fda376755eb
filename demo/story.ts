import type { JWK } from 'jose';
import { recompute } from '../functions/tendering/recompute.ts';
import { readBundle } from '../shared/sealing/bundle.ts';
import { verifyReceipt } from '../shared/sealing/receipt.ts';
import { type Inclusion, leafHash, verifyInclusion } from '../shared/sealing/tree.ts';
import { verifyBundle } from '../shared/sealing/verify.ts';
import type { Client, Refusal } from './client.ts';
import { grouped, type Narrator, wallTime } from './narrator.ts';
import { deadline, draft, expected, firms, type Name, offers, validUntil } from './purchase.ts';
import { bid, type Firm, found, listProduct, productsOf, publishTender, seal, type Tender } from './steps.ts';

interface Opening {
  readonly root: string;
  readonly count: number;
  readonly withdrawn: number;
  readonly perLot: readonly { readonly lot: string; readonly bidders: number }[];
  readonly failedLots: readonly string[];
  readonly bids: readonly {
    readonly supplier: string;
    readonly name: string;
    readonly state: string;
    readonly lots?: readonly {
      readonly lotId: string;
      readonly items: readonly { readonly unitPrice: { readonly amount: string }; readonly taxIncluded: boolean }[];
    }[];
  }[];
}

interface Evaluation {
  readonly lots: readonly {
    readonly lot: string;
    readonly bids: readonly {
      readonly supplier: string;
      readonly name: string;
      readonly rank: number | null;
      readonly price: { readonly amount: string };
      readonly lines: readonly {
        readonly quantity: { readonly value: string };
        readonly unitPrice: { readonly amount: string };
        readonly taxIncluded: boolean;
        readonly taxRate: string;
        readonly exact: string;
        readonly amount: { readonly amount: string };
      }[];
    }[];
    readonly ties: readonly (readonly string[])[];
  }[];
}

/** One bulk purchase from the registration to the award and its verification, told step by step. */
export async function mainJob(api: Client, { step, say, check }: Narrator): Promise<void> {
  const refused = async (what: string, code: string, method: string, path: string, body?: unknown, as?: string) => {
    const reply = await api.ask<Refusal>(method, path, { as, body });
    check(
      `${what}：${reply.body?.title ?? reply.status}（${reply.status} ${reply.body?.code}）`,
      reply.body?.code,
      code,
    );
  };
  const moveTo = async (now: string): Promise<void> => {
    const moved = await api.post<{ now: string }>('/dev/clock', { now });
    say(`〔时钟拨到 ${wallTime(moved.now)}〕`);
  };

  step('登记与核验单位');
  const entries = await Promise.all(
    Object.entries(firms).map(async ([name, uscc]) => [name, await found(api, uscc)] as const),
  );
  const firm = Object.fromEntries(entries) as Record<Name, Firm>;
  const nameOf = (id: string): string => entries.find(([, one]) => one.id === id)?.[0] ?? id;
  for (const [name, { name: whole }] of entries) say(`${whole}（${name === '绿都' ? '采购人' : '供应商'}）已核验`);

  step('供应商发布商品');
  const listings = Object.values(firms).flatMap((uscc) => productsOf(uscc).slice(0, 2));
  await Promise.all(listings.map((product) => listProduct(api, product)));
  for (const { title, price } of listings) say(`${title}  ${grouped(price.unitPrice.amount)} 元/${price.per}`);
  const { items } = await api.get<{ items: unknown[] }>('/v1/products?limit=100');
  check('10 种商品可以公开查到', items.length, 10);

  step('采购人起草并发布招标公告');
  const tender = await publishTender(api, draft, firm.绿都.sub);
  const path = `/v1/tenders/${tender.id}`;
  const lotName = new Map(tender.lots.map(({ id, title }) => [id, title]));
  say(`${tender.title}，依法必须招标，最低评标价法`);
  for (const { title } of tender.lots) say(`标段：${title}`);
  say(`投标截止 ${wallTime(tender.deadline)}，项目编号 ${tender.id}`);
  check('公告已发布', tender.status, 'published');
  const unseen = await api.get<object>(path);
  check('标底在开标前不公开', JSON.stringify(unseen).includes('6700000.00'), false);

  step('投标人在自己的电脑上密封投标，平台只收密文');
  await moveTo('2026-03-10T10:00:00+08:00');
  const { key } = await api.get<{ key: JWK }>(`${path}/key`);
  say(`招标公钥 ${key.kid}`);
  const published = await api.get<{ keys: JWK[] }>('/.well-known/jicai-receipts.json');
  const send = async (name: Exclude<Name, '绿都'>, what = offers[name]) => {
    const signed = await bid(api, tender, firm[name], what, validUntil);
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
  const late = await seal(api, tender, firm.列岫, offers.列岫, validUntil);
  await refused('列岫迟到的投标', 'tender-closed', 'PUT', `${path}/bid`, late, firm.列岫.sub);

  step('开标：先冻结投标集合并公布默克尔根，再解密');
  await api.post('/dev/clock', { advance: 'PT1M' });
  const opening = await api.get<Opening>(`${path}/opening`);
  say(`默克尔根 ${opening.root}`);
  check('收到 5 份投标，其中 1 份撤回', [opening.count, opening.withdrawn], [5, 1]);
  const bidders = opening.perLot.map((lot) => lot.bidders);
  check('各标段投标人数 3、3、2', bidders, [3, 3, 2]);
  const [, , pipe] = tender.lots;
  check('球墨铸铁管只剩两家，仅此标段流标', opening.failedLots, [pipe?.id]);
  for (const { name, lots = [] } of opening.bids) {
    for (const { lotId, items: prices } of lots) {
      const shown = prices.map(
        ({ unitPrice, taxIncluded }) => `${grouped(unitPrice.amount)}${taxIncluded ? '' : '（不含税）'}`,
      );
      say(`${name}  ${lotName.get(lotId)}：${shown.join('，')}`);
    }
  }
  check(
    '4 份投标全部打开',
    opening.bids.map(({ state }) => state),
    ['opened', 'opened', 'opened', 'opened'],
  );
  const shown = JSON.stringify(opening);
  check(
    '流标标段的价格不公开',
    ['236.50', '241.75', '229.00'].filter((price) => shown.includes(price)),
    [],
  );

  step('评标：逐行精确计算');
  const evaluation = await api.get<Evaluation>(`${path}/evaluation`);
  for (const { lot, bids } of evaluation.lots) {
    say(`〔${lotName.get(lot)}〕`);
    for (const { supplier, rank, lines, price } of bids) {
      for (const { quantity, unitPrice, taxIncluded, taxRate, exact, amount } of lines) {
        const tax = taxIncluded ? '' : ` × (1 + ${taxRate})`;
        say(
          `  ${nameOf(supplier)}  ${grouped(quantity.value)} × ${grouped(unitPrice.amount)}${tax} = ${exact} → ${grouped(amount.amount)}`,
        );
      }
      say(`  ${nameOf(supplier)}  合计 ${grouped(price.amount)} 元，第 ${rank} 名`);
    }
  }
  const ranking = (at: number) =>
    (evaluation.lots[at]?.bids ?? [])
      .map(({ supplier, rank, lines, price }) => [
        nameOf(supplier),
        rank,
        lines.map(({ amount }) => amount.amount),
        price.amount,
      ])
      .sort((a, b) => Number(a[1]) - Number(b[1]) || (order(a[0]) < order(b[0]) ? -1 : 1));
  check('钢筋的每一行、合计与名次', ranking(0), expected.lot1);
  check('水泥的每一行、合计与名次', ranking(1), expected.lot2);
  const half = evaluation.lots[0]?.bids.find(({ supplier }) => supplier === firm.燕栖.id)?.lines[1]?.exact;
  check('3,963,032.055 元精确到分数，四舍五入到分', half, expected.exactOfHalf);

  step('公示中标候选人');
  const [rebarLot, cementLot] = tender.lots;
  await refused(
    '水泥两家评标价完全相同，须说明次序',
    'tie-unresolved',
    'POST',
    `${path}/candidates`,
    {},
    firm.绿都.sub,
  );
  const reason = '招标文件第 3.2 条：评标价相同的，自有生产能力者优先';
  const tie = { lot: cementLot?.id, order: [firm.岩衡.id, firm.燕栖.id], reason };
  const standing = await api.post<Tender>(`${path}/candidates`, { ties: [tie] }, firm.绿都.sub);
  say(`岩衡在前，燕栖在后：${reason}`);
  check('公示期已开始', standing.status, 'standstill');
  say(`公示至 ${wallTime(standing.standstillUntil ?? '')}`);
  check('公示不少于三日', standing.standstillUntil, '2026-03-27T16:00:00.000Z');
  await refused('公示期内定标', 'standstill-running', 'POST', `${path}/award`, undefined, firm.绿都.sub);

  step('定标');
  await moveTo('2026-03-28T09:00:00+08:00');
  const { awards = [], status } = await api.post<Tender>(`${path}/award`, undefined, firm.绿都.sub);
  for (const { lot, name, amount } of awards) say(`${lotName.get(lot)}：${name}，${grouped(amount.amount)} 元`);
  check('已定标', status, 'awarded');
  const won = awards.map(({ supplier, amount }) => [nameOf(supplier), amount.amount]);
  check('中标人与中标价', won, expected.awards);
  check(
    '水泥、钢筋之外没有授予',
    awards.map(({ lot }) => lot),
    [rebarLot?.id, cementLot?.id],
  );
  const fen = awards.reduce((sum, { amount }) => sum + BigInt(amount.amount.replace('.', '')), 0n);
  check('中标总额 8,715,889.28 元', String(fen), '871588928');

  step('事后核验：不必相信平台');
  const proof = await api.get<Inclusion>(`${path}/opening/proof`, firm.闽岳.sub);
  const included = verifyInclusion({ ...proof, leaf: leafHash(revised), root: opening.root });
  check(`闽岳的回执是第 ${proof.index + 1} 片叶子，收录证明成立`, included, true);
  const bundle = readBundle(await api.get(`${path}/verification`));
  const keys = published as NonNullable<NonNullable<Parameters<typeof verifyBundle>[1]>['keys']>;
  const { ok, findings } = await verifyBundle(bundle, { keys, recompute });
  check(`可验证数据包的 ${findings.length} 项核验全部成立`, [ok, findings.filter((one) => !one.ok)], [true, []]);
  const redone = findings.map(({ code }) => code).filter((code) => /evaluation|candidates|award/.test(code));
  check('其中评标、候选人与定标都重算过', redone, [
    'candidates-follow',
    'award-recomputed',
    'evaluation-recomputed',
    'award-shown',
  ]);
  const forged = readBundle(JSON.parse(JSON.stringify(bundle).replaceAll('2905.1234', '2905.1134')));
  check('改动一个价格就会被发现', (await verifyBundle(forged, { keys, recompute })).ok, false);
}

/** The suppliers in the order of the expectations, where they tie. */
const order = (name: unknown): number => ['岩衡', '燕栖', '虬锦', '闽岳'].indexOf(String(name));
