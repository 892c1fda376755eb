import { describe, expect, test } from 'vitest';
import type { Cloud, Part } from '../../infra/cloud.ts';
import { deploy, destroy } from '../../infra/deployment.ts';
import { fileOf } from '../../infra/site.ts';
import { stages } from '../../jicai.config.ts';

/** An account that remembers what was done to it. */
function account({ bootstrapped = true, locked = [] as string[], place = '', url = '' } = {}) {
  const done: string[] = [];
  const said: string[] = [];
  let operators: string | undefined;
  const parts: Part[] = [
    { type: 'AWS::Cognito::UserPool', id: 'pool' },
    { type: 'AWS::S3::Bucket', id: 'files' },
    { type: 'AWS::S3::Bucket', id: 'heads' },
    { type: 'AWS::Lambda::Function', id: 'api' },
  ];
  const cloud: Cloud = {
    region: 'ap-southeast-1',
    account: async () => '123456789012',
    stack: async (name) => {
      if (name === 'CDKToolkit') return bootstrapped ? { outputs: {}, parameters: {} } : undefined;
      if (operators === undefined) return undefined;
      const outputs = { ApiUrl: 'https://api.example', Issuer: 'https://id.example', Client: 'console-1' };
      const site = { ...(place && { ConsoleBucket: place }), ...(url && { ConsoleUrl: url }) };
      return { outputs: { ...outputs, ...site }, parameters: { Operators: operators } };
    },
    put: async (bucket, { key, content, cacheControl }) =>
      void done.push(`put ${bucket}/${key} ${cacheControl} ${content}`),
    parts: async () => parts,
    unprotect: async (stack) => void done.push(`unprotect ${stack}`),
    user: async (pool, email) => `${pool}:${email}`,
    emptyBucket: async (bucket) => {
      done.push(`empty ${bucket}`);
      return !locked.includes(bucket);
    },
  };
  const steps = {
    stages,
    say: (line: string) => void said.push(line),
    bundle: async () => void done.push('bundle'),
    site: async () => [fileOf('/assets/main-1a2b.js', 'run()'), fileOf('/index.html', '<!doctype html>')],
    cdk: async (...words: readonly string[]) => {
      done.push(
        words.filter((word) => !['--require-approval', 'never', '--parameters', '--force'].includes(word)).join(' '),
      );
      const given = words.find((word) => word.startsWith('Operators='));
      if (words[0] === 'deploy') operators = given?.slice('Operators='.length) ?? '';
      if (words[0] === 'destroy') operators = undefined;
    },
  };
  return { cloud, steps, done, said };
}

describe('deploying', () => {
  test('bootstraps an account once, deploys, and says where it is and that nobody operates it', async () => {
    const { cloud, steps, done, said } = account({ bootstrapped: false });
    await deploy(cloud, { stage: 'dev', operators: [] })(steps);
    expect(done).toEqual([
      'bootstrap aws://123456789012/ap-southeast-1',
      'bundle',
      'deploy jicai-dev -c stage=dev Operators=',
    ]);
    expect(said.join('\n')).toMatch(/ApiUrl +https:\/\/api\.example[\s\S]*nobody operates it yet/);
  });

  test('makes the first operator a user of the pool, tells the functions, and keeps operators at the next deployment', async () => {
    const { cloud, steps, done } = account();
    await deploy(cloud, { stage: 'dev', operators: ['li@example.cn'] })(steps);
    await deploy(cloud, { stage: 'dev', operators: ['li@example.cn', 'sub-2'] })(steps);
    expect(done.filter((each) => each.startsWith('deploy'))).toEqual([
      'deploy jicai-dev -c stage=dev Operators=',
      'deploy jicai-dev -c stage=dev Operators=pool:li@example.cn',
      'deploy jicai-dev -c stage=dev Operators=pool:li@example.cn',
      'deploy jicai-dev -c stage=dev Operators=pool:li@example.cn,sub-2',
    ]);
  });

  test('puts the console where the stack has a place for it: what is named by its content first, then what names it', async () => {
    const { cloud, steps, done } = account({ place: 'site' });
    await deploy(cloud, { stage: 'dev', operators: [] })(steps);
    const signIn = { kind: 'oidc', issuer: 'https://id.example', clientId: 'console-1', scope: 'openid email' };
    expect(done.filter((each) => each.startsWith('put'))).toEqual([
      'put site/assets/main-1a2b.js public, max-age=31536000, immutable run()',
      'put site/index.html no-cache <!doctype html>',
      `put site/console.json no-cache ${JSON.stringify({ signIn })}`,
    ]);
    const without = account();
    await deploy(without.cloud, { stage: 'dev', operators: [] })(without.steps);
    expect(without.done.filter((each) => each.startsWith('put'))).toEqual([]);
  });

  test('tells the buckets where the console is, once that is known, unless it has a name of its own', async () => {
    const url = 'https://d1.cloudfront.net';
    const { cloud, steps, done } = account({ url });
    const fronted = { ...steps, stages: { ...stages, dev: { ...stages.dev, cloudFront: true } } };
    await deploy(cloud, { stage: 'dev', operators: [] })(fronted);
    await deploy(cloud, { stage: 'dev', operators: [] })(fronted);
    expect(done.filter((each) => each.startsWith('deploy'))).toEqual([
      'deploy jicai-dev -c stage=dev Operators=',
      `deploy jicai-dev -c stage=dev Operators= ConsoleOrigin=${url}`,
      `deploy jicai-dev -c stage=dev Operators= ConsoleOrigin=${url}`,
    ]);
    const named = { ...stages.dev, cloudFront: true, consoleOrigin: 'https://jicai.example.cn', certificate: 'arn' };
    const own = account({ url });
    await deploy(own.cloud, { stage: 'dev', operators: [] })({ ...own.steps, stages: { ...stages, dev: named } });
    expect(own.done.filter((each) => each.startsWith('deploy'))).toEqual(['deploy jicai-dev -c stage=dev Operators=']);
  });

  test('refuses what it cannot do before it touches anything', async () => {
    const { cloud, steps, done } = account();
    const issuer = { issuer: 'https://id.example.cn', jwksUri: 'https://id.example.cn/keys', audience: 'jicai' };
    const own = { ...steps, stages: { ...stages, dev: { ...stages.dev, issuer } } };
    await expect(deploy(cloud, { stage: 'live', operators: [] })(steps)).rejects.toThrow('dev or prod');
    await expect(deploy(cloud, { stage: 'dev', operators: ['a,b'] })(steps)).rejects.toThrow('no operator');
    await expect(deploy(cloud, { stage: 'dev', operators: ['li@example.cn'] })(own)).rejects.toThrow('subject');
    expect(done).toEqual([]);
  });
});

describe('destroying', () => {
  const deployed = async (stage: string, options = {}) => {
    const made = account(options);
    await deploy(made.cloud, { stage, operators: ['sub-1'] })(made.steps);
    made.done.length = 0;
    made.said.length = 0;
    return made;
  };

  test('a stage that keeps nothing empties its buckets and goes', async () => {
    const { cloud, steps, done } = await deployed('dev');
    await destroy(cloud, { stage: 'dev', keepData: false })(steps);
    expect(done).toEqual([
      'empty files',
      'empty heads',
      'unprotect jicai-dev',
      'bundle',
      'destroy jicai-dev -c stage=dev -c keep=false',
    ]);
  });

  test('its data can be told to stay, and is listed', async () => {
    const { cloud, steps, done, said } = await deployed('dev');
    await destroy(cloud, { stage: 'dev', keepData: true })(steps);
    expect(done).toEqual([
      'bundle',
      'deploy jicai-dev -c stage=dev -c keep=true Operators=sub-1',
      'unprotect jicai-dev',
      'bundle',
      'destroy jicai-dev -c stage=dev -c keep=true',
    ]);
    expect(said.filter((line) => /pool|files|heads|api/.test(line))).toHaveLength(3);
  });

  test('production goes with its data only for who repeats its name, and says what is locked', async () => {
    const { cloud, steps, done, said } = await deployed('prod', { locked: ['heads'] });
    await expect(destroy(cloud, { stage: 'prod', keepData: false })(steps)).rejects.toThrow('--delete-data jicai-prod');
    await expect(destroy(cloud, { stage: 'prod', keepData: false, confirmed: 'jicai-dev' })(steps)).rejects.toThrow(
      '--delete-data jicai-prod',
    );
    expect(done).toEqual([]);
    await destroy(cloud, { stage: 'prod', keepData: false, confirmed: 'jicai-prod' })(steps);
    expect(done[1]).toBe('deploy jicai-prod -c stage=prod -c keep=false Operators=sub-1');
    expect(said).toContainEqual(expect.stringContaining('heads holds what is locked'));
  });

  test('what is not there is said not to be there', async () => {
    const { cloud, steps, done, said } = account();
    await destroy(cloud, { stage: 'dev', keepData: false })(steps);
    expect([done, said]).toEqual([[], ['there is no jicai-dev in ap-southeast-1']]);
  });
});
