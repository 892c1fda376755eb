import { spawn } from 'node:child_process';
import { type Steps, WrongCall } from './deployment.ts';
import { builtSite } from './site.ts';

/** What a deployment does on this machine: CDK's own commands, and words for whoever waits. */
export const onThisMachine = (region: string): Omit<Steps, 'stages'> => ({
  say: (line) => console.log(line),
  cdk: (...words) => command('cdk', words, region),
  bundle: () => command('node', ['infra/bundle.ts'], region),
  async site() {
    await command('node', ['web/build/main.ts'], region);
    return builtSite();
  },
});

/** Runs one of the commands above; a mistake in the call is told in a line. */
export async function run(
  region: string,
  act: (region: string) => (steps: Omit<Steps, 'stages'>) => Promise<void>,
): Promise<void> {
  try {
    if (region === '') throw new WrongCall('say where: --region cn-north-1, or set AWS_REGION');
    await act(region)(onThisMachine(region));
  } catch (error) {
    console.error(error instanceof WrongCall ? error.message : error);
    process.exitCode = 1;
  }
}

function command(name: string, words: readonly string[], region: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region };
    const child = spawn(name, words, { stdio: 'inherit', env });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new WrongCall(`${name} ${words[0]} ended with ${code}`)),
    );
  });
}
