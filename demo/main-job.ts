import { startLocal } from '../functions/local/server.ts';
import { NoLocalDynamoDb } from '../shared/table/local.ts';
import { client } from './client.ts';
import { narrator, verdict } from './narrator.ts';
import { mainJob } from './story.ts';

/** `npm run demo`: the main job over HTTP against a fresh server in memory; 1 when any number is off. */

const started = performance.now();
const { step, say, check, failures } = narrator((line) => console.log(line));

async function run(): Promise<number> {
  const server = await startLocal({ dataDir: ':memory:', port: 0 });
  try {
    const send = (path: string, init: RequestInit) => fetch(`${server.url}${path}`, init);
    const issue = async (sub: string): Promise<string> => {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await send('/dev/token', { method: 'POST', headers, body: JSON.stringify({ sub }) });
      return ((await answer.json()) as { token: string }).token;
    };
    console.log(`集采演示：一次完整的集中采购（${server.url}，数据只在内存）`);
    await mainJob(client(send, issue), { step, say, check, failures });
  } finally {
    await server.stop();
  }
  const { line, code } = verdict(failures, (performance.now() - started) / 1000);
  console.log(`\n${line}`);
  return code;
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof NoLocalDynamoDb ? error.message : error);
  process.exitCode = 1;
}
