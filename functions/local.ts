import { resolve } from 'node:path';
import { client } from '../demo/client.ts';
import { five } from '../demo/committee.ts';
import organisations from '../demo/data/organisations.json' with { type: 'json' };
import people from '../demo/data/people.json' with { type: 'json' };
import { fill, historyBegins, listMore } from '../demo/fill.ts';
import { keepers, visitors } from '../demo/visitors.ts';
import { NoLocalDynamoDb } from '../shared/table/local.ts';
import { buildConsole, consoleFolder } from './local/console.ts';
import { type LocalServer, startLocal } from './local/server.ts';

/** `npm start`: everything on one machine. PORT, HOST, DATA_DIR, DEMO_DATA=0, LOG=stdout, DYNAMODB_ENDPOINT. */

const { PORT = '8787', HOST = '127.0.0.1', DATA_DIR = '.data', DEMO_DATA, LOG } = process.env;
const loopback = ['127.0.0.1', '::1', 'localhost'];
/** Those whose tokens are printed; any other's can be asked for. */
const shown = ['lin-qiming', 'chen-guodong', 'zheng-wenhui'];

/** Why it cannot start, in words for the person who started it. */
function reason(error: unknown): string {
  if (error instanceof NoLocalDynamoDb) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE') return message;
  return `端口 ${PORT} 已被占用，请换一个：PORT=8788 npm start\nPort ${PORT} is taken; choose another: PORT=8788 npm start`;
}

async function greeting({ url, filled, token }: LocalServer): Promise<string> {
  const demo = DEMO_DATA !== '0';
  const kept =
    DATA_DIR === ':memory:'
      ? '不保存（内存）/ not kept'
      : `${resolve(DATA_DIR)}（删除它即可重来 / delete it to start over）`;
  const users = people.flatMap(({ uscc, sub }) => {
    const firm = organisations.find((one) => one.uscc === uscc);
    return firm === undefined
      ? []
      : [{ sub, firm, kind: firm.kinds.includes('buyer') ? '采购方 buyer' : '供应商 supplier' }];
  });
  const experts = demo ? five.map(({ sub, name }) => ({ sub, what: `${name} · 评标专家 expert` })) : [];
  const row = async (sub: string, what: string) => `  ${sub.padEnd(14)} ${what}\n    ${await token(sub)}`;
  const first = users.filter(({ sub }) => shown.includes(sub));
  const others = users.filter(({ sub }) => !shown.includes(sub));
  return [
    '',
    '集采 Jicai 已启动 / is running',
    `  控制台 console ${url}/`,
    `  接口 API     ${url}/v1`,
    `  文档 docs    ${url}/docs`,
    `  数据 data    ${kept}`,
    `  时钟 clock   POST ${url}/dev/clock {"advance":"P3D"}`,
    `  邮件 mail    ${url}/dev/mail`,
    ...(filled === 'partly'
      ? ['  演示数据上次没有填完 / the demo data is incomplete: start over with a new DATA_DIR']
      : []),
    ...(loopback.includes(HOST)
      ? []
      : ['  注意：任何人都能取得令牌，请勿公开 / anyone who reaches this can have any token']),
    '',
    '用户与令牌 users and tokens',
    await row('operator', '平台运营方 platform operator'),
    await row('supervisor', '监督部门 supervisor'),
    ...(demo ? await Promise.all(first.map(({ sub, firm, kind }) => row(sub, `${firm.name} · ${kind}`))) : []),
    ...(await Promise.all(experts.map(({ sub, what }) => row(sub, what)))),
    ...(demo ? ['  其他用户 others:', ...others.map(({ sub, firm }) => `    ${sub.padEnd(14)} ${firm.name}`)] : []),
    `  任何用户的令牌 any user's token:`,
    `    curl -s ${url}/dev/token -H 'content-type: application/json' -d '{"sub":"luo-yaqin"}'`,
    '',
    '试一试 try',
    `  curl -s '${url}/v1/tenders?status=published'`,
    ...(demo
      ? [
          '  正在评标，还差 guan-shuyi、tang-boming 的评分表 under evaluation, two score sheets still missing:',
          `  curl -s '${url}/v1/tenders?status=opened'`,
          '  供需，商品上架后随之出现 the market, as products are listed:',
          `  curl -s '${url}/v1/posts?kind=supply&category=steel'`,
        ]
      : []),
    '',
  ].join('\n');
}

try {
  buildConsole().catch((error: Error) => console.error(`  ${error.message}`));
  const server = await startLocal({
    dataDir: DATA_DIR,
    port: Number(PORT),
    host: HOST,
    logToStdout: LOG === 'stdout',
    console: { folder: consoleFolder, visitors: DEMO_DATA === '0' ? keepers : visitors() },
    history: DEMO_DATA === '0' ? undefined : { begins: historyBegins, fill },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => server.stop().then(() => process.exit()));
  }
  console.log(await greeting(server));
  if (server.filled === 'now') {
    const count = await listMore(client((path, init) => fetch(`${server.url}${path}`, init), server.token));
    console.log(`  已上架 ${count} 种产品 / ${count} products are listed\n`);
  }
} catch (error) {
  console.error(reason(error));
  process.exitCode = 1;
}
