import { startLocal } from '../functions/local/server.ts';
import { NoLocalDynamoDb } from '../shared/table/local.ts';
import { client, devTokens } from './client.ts';
import { market } from './market/market.ts';
import { narrator, verdict } from './narrator.ts';
import { mainJob } from './story.ts';
import { year } from './year/year.ts';

/** `npm run demo`, `npm run demo -- year` and `npm run demo -- market`: a story over HTTP against a fresh server in memory; 1 when any number is off. */

const stories = {
  purchase: { title: '一次完整的集中采购', tell: mainJob },
  year: { title: '联合集中采购的一年', tell: year },
  market: { title: '供需互助平台', tell: market },
} as const;
const [, , named = 'purchase'] = process.argv;
const story = stories[named as keyof typeof stories];

const started = performance.now();
const { step, say, check, failures } = narrator((line) => console.log(line));

async function run(): Promise<number> {
  const server = await startLocal({ dataDir: ':memory:', port: 0 });
  try {
    const send = (path: string, init: RequestInit) => fetch(`${server.url}${path}`, init);
    console.log(`集采演示：${story.title}（${server.url}，数据只在内存）`);
    await story.tell(client(send, devTokens(send)), { step, say, check, failures });
  } finally {
    await server.stop();
  }
  const { line, code } = verdict(failures, (performance.now() - started) / 1000);
  console.log(`\n${line}`);
  return code;
}

try {
  if (story === undefined) throw new Error(`no such story: ${named}; there are ${Object.keys(stories).join(', ')}`);
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof NoLocalDynamoDb ? error.message : error);
  process.exitCode = 1;
}
