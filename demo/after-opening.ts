import { recompute } from '../functions/tendering/recompute.ts';
import { readBundle } from '../shared/sealing/bundle.ts';
import { type Inclusion, leafHash, verifyInclusion } from '../shared/sealing/tree.ts';
import { verifyBundle } from '../shared/sealing/verify.ts';
import type { Committee, Objection } from './answers.ts';
import { grouped, wallTime } from './narrator.ts';
import { expected } from './purchase.ts';
import type { Opened, Stage } from './stage.ts';
import type { Tender } from './steps.ts';

/** From the candidates to the award, and the proof of all of it. */
export async function award(stage: Stage, opened: Opened): Promise<void> {
  await candidates(stage, opened.tender);
  await objection(stage, opened.tender);
  await decide(stage, opened.tender);
  await verify(stage, opened);
}

async function candidates({ api, firm, step, say, check, refused }: Stage, { id, lots }: Tender): Promise<void> {
  const [path, buyer] = [`/v1/tenders/${id}`, firm.绿都.sub];
  step('公示中标候选人');
  await refused('水泥两家评标价完全相同，须说明次序', 'tie-unresolved', 'POST', `${path}/candidates`, {}, buyer);
  const reason = '招标文件 3.2：评标价相同的，承诺到货日数少的在前（岩衡 3 日，燕栖 7 日）';
  const tie = { lot: lots[1]?.id, order: [firm.岩衡.id, firm.燕栖.id], reason };
  const standing = await api.post<Tender>(`${path}/candidates`, { ties: [tie] }, buyer);
  say(`岩衡在前，燕栖在后：${reason}`);
  check('公示期已开始', standing.status, 'standstill');
  say(`公示至 ${wallTime(standing.standstillUntil ?? '')}`);
  check('公示不少于三日', standing.standstillUntil, '2026-03-27T16:00:00.000Z');
  await refused('公示期内定标', 'standstill-running', 'POST', `${path}/award`, undefined, buyer);
}

async function objection({ api, firm, step, say, check, refused, moveTo }: Stage, { id, lots }: Tender): Promise<void> {
  const [path, buyer] = [`/v1/tenders/${id}`, firm.绿都.sub];
  step('公示期内的异议：答复之前不得定标');
  await moveTo('2026-03-26T15:00:00+08:00');
  const filing = { about: 'result', lot: lots[1]?.id, text: '水泥标段两家评标价相同，请说明次序的依据。' };
  const filed = await api.post<Objection>(`${path}/objections`, filing, firm.燕栖.sub);
  say(`燕栖：${filing.text}`);
  say(`最迟于 ${wallTime(filed.answerBy)} 前答复，依据${filed.article}`);
  check('三日内答复，末日 3 月 29 日是星期日，顺延到星期一', filed.answerBy, '2026-03-30T16:00:00.000Z');
  await moveTo('2026-03-28T09:00:00+08:00');
  await refused('公示期满，异议还没有答复', 'objection-open-here', 'POST', `${path}/award`, undefined, buyer);
  const words = '依招标文件 3.2，岩衡承诺 3 日内到货，贵公司承诺 7 日内到货，岩衡在前。次序不变。';
  const answered = await api.post<Objection>(
    `${path}/objections/${filed.id}/answer`,
    { decision: 'dismissed', answer: words },
    buyer,
  );
  say(`绿都：${words}`);
  check('异议已答复，不予支持', answered.decision, 'dismissed');
}

async function decide({ api, firm, nameOf, step, say, check, moveTo }: Stage, { id, lots }: Tender): Promise<void> {
  step('定标');
  await moveTo('2026-03-30T09:00:00+08:00');
  const { awards = [], status } = await api.post<Tender>(`/v1/tenders/${id}/award`, undefined, firm.绿都.sub);
  for (const { lot, name, amount } of awards) {
    say(`${lots.find((one) => one.id === lot)?.title}：${name}，${grouped(amount.amount)} 元`);
  }
  check('已定标', status, 'awarded');
  const won = awards.map(({ supplier, amount }) => [nameOf(supplier), amount.amount]);
  check('中标人与中标价', won, expected.awards);
  check(
    '水泥、钢筋之外没有授予',
    awards.map(({ lot }) => lot),
    [lots[0]?.id, lots[1]?.id],
  );
  const fen = awards.reduce((sum, { amount }) => sum + BigInt(amount.amount.replace('.', '')), 0n);
  check('中标总额 8,715,889.28 元', String(fen), '871588928');
  const { seats } = await api.get<Committee>(`/v1/tenders/${id}/committee`);
  check(
    '定标后公布评标委员会名单',
    seats.map(({ name }) => name),
    expected.committee,
  );
}

async function verify(
  { api, firm, step, check }: Stage,
  { tender: { id }, published, revised, root }: Opened,
): Promise<void> {
  const path = `/v1/tenders/${id}`;
  step('事后核验：不必相信平台');
  const proof = await api.get<Inclusion>(`${path}/opening/proof`, firm.闽岳.sub);
  const included = verifyInclusion({ ...proof, leaf: leafHash(revised), root });
  check(`闽岳的回执是第 ${proof.index + 1} 片叶子，收录证明成立`, included, true);
  const bundle = readBundle(await api.get(`${path}/verification`));
  const keys = published as NonNullable<NonNullable<Parameters<typeof verifyBundle>[1]>['keys']>;
  const { ok, findings } = await verifyBundle(bundle, { keys, recompute });
  check(`可验证数据包的 ${findings.length} 项核验全部成立`, [ok, findings.filter((one) => !one.ok)], [true, []]);
  const redone = ['evaluation-recomputed', 'candidates-follow', 'award-recomputed'];
  const found = new Set(findings.map(({ code }) => code));
  check(
    '其中评标、候选人与定标都重算过',
    redone.filter((code) => found.has(code)),
    redone,
  );
  const forged = readBundle(JSON.parse(JSON.stringify(bundle).replaceAll('2905.1234', '2905.1134')));
  check('改动一个价格就会被发现', (await verifyBundle(forged, { keys, recompute })).ok, false);
}
