import type { Unserved } from '../functions/local/server.ts';
import { parseInstant } from '../shared/kernel/time.ts';
import { type Client, client } from './client.ts';
import { enterCommittee, enterExperts, five, judgeAll, signAll } from './committee.ts';
import organisations from './data/organisations.json' with { type: 'json' };
import products from './data/products.json' with { type: 'json' };
import { generateListings } from './generator.ts';
import { reportFirstHalf, reportSecondHalf } from './rounds.ts';
import { bid, type Firm, found, listProduct, type Offer, publishTender, type Tender } from './steps.ts';

/**
 * Beside the products that are written out: so many more, the same at each start. Each is a post too, which stands in the
 * feeds and is matched: as many as a laptop lists and matches before a visitor has read the greeting.
 */
const [demoSeed, generated] = [20260302, 100];

/** When the demo's history begins: forty days before a visitor sees it. */
export const historyBegins = parseInstant('2026-01-20T09:00:00+08:00');

const investor = '91350404100001078D';
const builder = '9135042910000114X8';
const waterworks = '91350421100001211G';
const at = (text: string): string => parseInstant(`${text}+08:00`);

/**
 * Fills a new platform as its users would, through the API: organisations, products, experts, a tender that was
 * awarded, one that is being evaluated, one that is open for bids, and demand rounds (演示数据).
 */
export async function fill({ app, token, moveTo }: Unserved): Promise<void> {
  const api = client((path, init) => app.request(path, init), token);
  const firms = await Promise.all(organisations.map(({ uscc }) => found(api, uscc)));
  const firm = new Map(organisations.map(({ uscc }, place) => [uscc, firms[place]] as const));
  const of = (uscc: string): Firm => firm.get(uscc) ?? { id: '', name: '', sub: '', buys: false };
  await Promise.all([...products.map((product) => listProduct(api, product)), enterExperts(api)]);

  const past = await publishTender(api, pastDraft, of(builder).sub);
  const pipes = await publishTender(api, pipeDraft, of(waterworks).sub);
  const firstHalf = await reportFirstHalf(api, of);
  const sendAll = (tender: Tender, bids: typeof pipeBids) =>
    Promise.all(bids.map(([uscc, offer]) => bid(api, tender, of(uscc), [offer], { validUntil: '2026-06-30' })));
  await moveTo(at('2026-02-05T14:00:00'));
  await Promise.all([sendAll(past, pastBids), sendAll(pipes, pipeBids)]);
  await api.post(`${firstHalf}/lock`, undefined, of(investor).sub);
  await moveTo(at('2026-02-10T09:31:30'));
  await moveTo(at('2026-02-11T10:00:00'));
  await enterCommittee(api, past.id, of(builder).sub);
  await judgeAll(
    api,
    past.id,
    pastBids.map(([uscc]) => of(uscc).id),
  );
  await signAll(api, past.id);
  await api.post(`/v1/tenders/${past.id}/candidates`, {}, of(builder).sub);
  await dispute(past, { api, moveTo, bidder: of(pastBids[1][0]), buyer: of(builder) });
  await moveTo(at('2026-02-25T10:00:00'));
  const { status } = await api.post<Tender>(`/v1/tenders/${past.id}/award`, undefined, of(builder).sub);
  if (status !== 'awarded') throw new Error(`the past tender is ${status}`);

  await moveTo(at('2026-02-26T09:31:30'));
  await evaluateInPart(api, pipes, of);

  await moveTo(at('2026-02-27T15:00:00'));
  const open = await publishTender(api, openDraft, of(investor).sub);
  await reportSecondHalf(api, of, firstHalf);
  await moveTo(at('2026-02-28T10:00:00'));
  const questions = `/v1/tenders/${open.id}/questions`;
  const { id } = await api.post<{ id: string }>(questions, { text: asked.question }, of(pastBids[0][0]).sub);
  await api.post(`${questions}/${id}/answer`, { answer: asked.answer }, of(investor).sub);
}

interface Disputing {
  readonly api: Client;
  readonly bidder: Firm;
  readonly buyer: Firm;
  moveTo(at: string): Promise<unknown>;
}

/** A bidder who was not first objects to the result, and complains of the answer: the supervisor has not decided yet. */
async function dispute({ id, lots }: Tender, { api, bidder, buyer, moveTo }: Disputing): Promise<void> {
  const path = `/v1/tenders/${id}`;
  const filing = { about: 'result', lot: lots[0]?.id, text: disputed.objection };
  const { id: objection } = await api.post<{ id: string }>(`${path}/objections`, filing, bidder.sub);
  await moveTo(at('2026-02-12T09:00:00'));
  const answer = { decision: 'dismissed', answer: disputed.answer };
  await api.post(`${path}/objections/${objection}/answer`, answer, buyer.sub);
  await moveTo(at('2026-02-13T15:00:00'));
  await api.post(`${path}/complaints`, { objection, text: disputed.complaint }, bidder.sub);
}

/** The committee has found all bidders qualified, and two of its members have still to hand in their sheets. */
async function evaluateInPart(api: Client, tender: Tender, of: (uscc: string) => Firm): Promise<void> {
  await enterCommittee(api, tender.id, of(waterworks).sub);
  const bidders = pipeBids.map(([uscc]) => of(uscc).id);
  await judgeAll(api, tender.id, bidders);
  const lot = tender.lots[0]?.id;
  for (const [at, { sub }] of five.slice(0, 3).entries()) {
    const sheets = pipeScores.map((scores, place) =>
      api.put(
        `/v1/tenders/${tender.id}/bids/${bidders[place]}/scores`,
        { lot, scores: [{ factor: 'delivery', score: scores[at] }] },
        sub,
      ),
    );
    await Promise.all(sheets);
  }
}

/** Lists the generated products too, a few at a time, while the platform serves already; how many there are now. */
export async function listMore(api: Client): Promise<number> {
  const left = generateListings(demoSeed, generated);
  const list = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await listProduct(api, next);
  };
  await Promise.all(Array.from({ length: 4 }, list));
  return products.length + generated;
}

const compulsory = {
  regime: 'bidding-compulsory',
  method: 'lowest-evaluated-price',
  openingMode: 'automatic',
  tieRule: 'decision',
  requirements: [
    { key: 'licence', kind: 'qualification', text: '具有有效的营业执照', completable: true },
    { key: 'inspection', kind: 'substantive', text: '每批到货附产品质量检验报告', completable: false },
  ],
};
const reviewed = (reviewer: string, reviewedOn: string) => ({
  reviewer,
  reviewedOn,
  articles: ['《公平竞争审查条例》（2024）第八条', '《公平竞争审查条例》（2024）第九条'],
  conclusion: 'no-restriction',
});
const yuan = (amount: string) => ({ amount, currency: 'CNY' });

/** A line of straight HRB400E rebar, by theoretical weight. */
const rebar = (diameter: number, length: number, tonnes: string, address: string, division: string) => ({
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter, length, form: 'straight' },
  quantity: { value: tonnes, unit: 'TNE', basis: 'theoretical' },
  deliveryPoint: { division, address },
  deliverBy: '2026-06-30',
});

const cement = (form: { form: string; bagMass?: number }, basis: string, tonnes: string) => ({
  category: 'cement.common',
  attributes: { code: 'P·O', grade: '42.5', ...form },
  quantity: { value: tonnes, unit: 'TNE', basis },
  deliveryPoint: { division: '350404', address: '三元区绿都嘉和安置房项目搅拌站' },
  deliverBy: '2026-09-30',
});

const pastDraft = {
  ...compulsory,
  title: '泰宁县杉屏建设 2026 年第一批钢筋、建筑模板采购',
  deadline: at('2026-02-10T09:30:00'),
  bidValidityDays: 90,
  fairReview: reviewed('杉屏建设合规部', '2026-01-16'),
  lots: [
    {
      title: '热轧带肋钢筋',
      items: [rebar(18, 12, '600.000', '泰宁县杉城镇状元街项目部', '350429')],
      estimate: yuan('2010000.00'),
      ceiling: yuan('2100000.00'),
    },
    {
      title: '建筑模板',
      items: [
        {
          category: 'board.formwork',
          attributes: { length: 2440, width: 1220, thickness: 15, facing: 'film' },
          quantity: { value: '12000', unit: 'H87' },
          deliveryPoint: { division: '350429', address: '泰宁县杉城镇状元街项目部' },
          deliverBy: '2026-05-31',
        },
      ],
      estimate: yuan('600000.00'),
    },
  ],
};

const pastBids: readonly [readonly [string, Offer], readonly [string, Offer], ...(readonly [string, Offer])[]] = [
  ['91350404100001289W', { lot: 0, prices: ['3295.00'] }],
  ['913504051000013502', { lot: 0, prices: ['3348.50'] }],
  ['91350481100001422W', { lot: 0, prices: ['3310.00'] }],
  ['91350481100001916L', { lot: 1, prices: ['57.80'] }],
  ['913504241000019831', { lot: 1, prices: ['46.90'] }],
  ['91350430100002054T', { lot: 1, prices: ['48.60'] }],
];

/** A tender that is being evaluated: by scores, of which some are missing. */
const pipeDraft = {
  ...compulsory,
  method: 'scoring',
  title: '明溪县清汀供水管网改造球墨铸铁管采购',
  deadline: at('2026-02-26T09:30:00'),
  bidValidityDays: 90,
  fairReview: reviewed('清汀供水综合办公室', '2026-01-16'),
  lots: [
    {
      title: '球墨铸铁管',
      items: [
        {
          category: 'pipe.ductile-iron',
          attributes: { dn: 200, klass: 'K9', length: 6, joint: 'T', lining: 'cement-mortar', use: 'water' },
          quantity: { value: '6000.000', unit: 'MTR' },
          deliveryPoint: { division: '350421', address: '明溪县雪峰镇管网改造项目部' },
          deliverBy: '2026-06-30',
        },
      ],
      estimate: yuan('1500000.00'),
      ceiling: yuan('1500000.00'),
      scoring: {
        priceWeight: '0.60',
        factors: [
          {
            key: 'delivery',
            title: '到货时间',
            weight: '0.40',
            bands: [
              { title: '接到通知后 48 小时以内', from: '80', to: '100' },
              { title: '48 小时以上、10 日以内', from: '60', to: '79.99' },
              { title: '10 日以上', from: '0', to: '59.99' },
            ],
          },
        ],
      },
    },
  ],
};

/** The lowest, the next and the highest lie 4.50 yuan apart: a lead for whoever supervises, and no proof. */
const pipeBids: readonly (readonly [string, Offer])[] = [
  ['91350404100001705L', { lot: 0, prices: ['236.50'] }],
  ['91350426100001772E', { lot: 0, prices: ['241.00'] }],
  ['913607021000030658', { lot: 0, prices: ['232.00'] }],
];

/** What three of the five gave each of them. */
const pipeScores = [
  ['92', '95', '90'],
  ['85', '88', '84'],
  ['70', '72', '68'],
] as const;

const disputed = {
  objection: '第一中标候选人的产品质量检验报告签发于 2025 年 6 月，请复核是否符合招标文件要求。',
  answer: '招标文件要求每批到货时附检验报告，未要求随投标文件提交，评标委员会的认定符合招标文件。',
  complaint: '对答复不服：投标文件所附检验报告与所投规格不一致，请求核查。',
};

const asked = {
  question: '散装水泥的到货数量以哪一方的地磅为准？',
  answer: '以项目搅拌站的地磅为准，双方可以现场监磅；地磅检定证书随首次送货提供。',
};

/** A tender that anyone may look at and bid for. */
export const openDraft = {
  ...compulsory,
  title: '三明市绿都嘉和投资集团 2026 年第二季度钢筋、水泥集中采购',
  deadline: at('2026-03-26T09:30:00'),
  bidValidityDays: 90,
  fairReview: reviewed('绿都嘉和法务审计部', '2026-02-26'),
  lots: [
    {
      title: '热轧带肋钢筋',
      items: [
        rebar(16, 9, '1200.000', '三元区绿都嘉和安置房项目', '350404'),
        rebar(20, 12, '1800.000', '沙县区虬江新区项目', '350405'),
      ],
      estimate: yuan('9950000.00'),
      ceiling: yuan('10200000.00'),
    },
    {
      title: '普通硅酸盐水泥',
      items: [
        cement({ form: 'bulk' }, 'weighed', '8000.000'),
        cement({ form: 'bagged', bagMass: 50 }, 'declared', '600.000'),
      ],
      ceiling: yuan('3100000.00'),
    },
  ],
};
