import type { Committee, Evaluation, Report } from './answers.ts';
import { enterCommittee, five, judgeAll, signAll } from './committee.ts';
import { grouped } from './narrator.ts';
import { expected, type Name } from './purchase.ts';
import type { Opened, Stage } from './stage.ts';

/** From the committee to its report, and every number of the evaluation. */
export async function evaluate(stage: Stage, { tender }: Opened): Promise<void> {
  await sit(stage, tender.id);
  await judge(stage, tender.id);
  await report(stage, tender.id);
  await numbers(stage, tender);
}

const bidders: readonly Name[] = ['闽岳', '虬锦', '燕栖', '岩衡'];
const first = five[0]?.sub;

async function sit({ api, firm, step, say, check, refused }: Stage, id: string): Promise<void> {
  const [path, buyer] = [`/v1/tenders/${id}`, firm.绿都.sub];
  step('组建评标委员会：专家在依法组建的专家库中抽取，登记到席位');
  const few = { members: [{ kind: 'expert', name: '范文远', sub: 'fan-wenyuan', chair: true }] };
  await refused('没有专家库抽取编号', 'pool-reference-required', 'POST', `${path}/committee`, few, buyer);
  await refused('没有评标报告就公示候选人', 'report-missing', 'POST', `${path}/candidates`, {}, buyer);
  const entered = await enterCommittee(api, id, buyer);
  say(`${entered.pool?.name}，抽取编号 ${entered.pool?.reference}`);
  for (const { seat, name, chair } of entered.seats) say(`席位 ${seat}：${name}${chair ? '（组长）' : ''}`);
  check('五人，全部为专家', [entered.seats.length, entered.seats.every(({ kind }) => kind === 'expert')], [5, true]);
  const { seats } = await api.get<Committee>(`${path}/committee`);
  check(
    '评标期间公众只看到席位，看不到姓名',
    seats.map(({ name }) => name ?? null),
    [null, null, null, null, null],
  );
}

async function judge({ api, firm, step, say, check, refused }: Stage, id: string): Promise<void> {
  const path = `/v1/tenders/${id}`;
  step('资格审查与符合性审查：每位评委对每个投标人各表决一次');
  for (const name of ['燕栖', '岩衡'] as const) {
    const { answers } = await api.get<{ answers: { deliveryDays: number } }>(
      `${path}/bids/${firm[name].id}/private`,
      first,
    );
    say(`只供评委查阅的部分：${name}承诺 ${answers.deliveryDays} 日内到货`);
  }
  await judgeAll(
    api,
    id,
    bidders.map((name) => firm[name].id),
  );
  say(`${bidders.join('、')}：各 5 票合格`);
  const again = `${path}/bids/${firm.闽岳.id}/qualification`;
  await refused('同一评委再次表决', 'already-judged', 'PUT', again, { qualified: true }, first);
  await refused('不是评委的人表决', 'not-found', 'PUT', again, { qualified: false }, firm.虬锦.sub);
  await refused(
    '投标人在评标期间打听评标',
    'evaluation-confidential',
    'GET',
    `${path}/evaluation`,
    undefined,
    firm.闽岳.sub,
  );
  await refused(
    '采购人也要等评标报告',
    'evaluation-confidential',
    'GET',
    `${path}/evaluation`,
    undefined,
    firm.绿都.sub,
  );
  const { items } = await api.get<{ items: { json: string }[] }>(`${path}/events?limit=100`);
  const types = items.map(({ json }) => (JSON.parse(json) as { type: string }).type);
  check('公开日志到开标为止', types.at(-1), 'TenderOpened');
}

async function report({ api, step, say, check }: Stage, id: string): Promise<void> {
  step('评标报告：没有遗漏才能签，全体签署才成立');
  const before = await api.get<Report>(`/v1/tenders/${id}/report`, first);
  check('没有未完成事项', [before.missing, before.reported], [[], false]);
  const signed = await signAll(api, id);
  say(`评标报告的哈希 ${signed.evaluation}`);
  check('五个席位都签署了同一份评标报告', [signed.signed, signed.reported], [[1, 2, 3, 4, 5], true]);
}

async function numbers({ api, firm, nameOf, step, say, check }: Stage, tender: Opened['tender']): Promise<void> {
  step('评标结果：逐行精确计算');
  const evaluation = await api.get<Evaluation>(`/v1/tenders/${tender.id}/evaluation`, firm.绿都.sub);
  for (const { lot, bids } of evaluation.lots) {
    say(`〔${tender.lots.find(({ id }) => id === lot)?.title}〕`);
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
}

/** The suppliers in the order of the expectations, where they tie. */
const order = (name: unknown): number => ['岩衡', '燕栖', '虬锦', '闽岳'].indexOf(String(name));
