import { stages as written } from '../jicai.config.ts';
import type { Cloud, Deployed, SiteFile } from './cloud.ts';
import { isToldItsOrigin, originParameter } from './cors.ts';
import { type Stages, settingsOf } from './settings.ts';
import { fileOf } from './site.ts';

/** A call that asks for what cannot be done, in words for who made it. */
export class WrongCall extends Error {}

/** What a deployment does beside asking the account. */
export interface Steps {
  say(line: string): void;
  cdk(...words: readonly string[]): Promise<void>;
  bundle(): Promise<void>;
  /** Builds the console: its files, those that name others last. */
  site(): Promise<readonly SiteFile[]>;
  readonly stages?: Stages;
}

/** Names and subjects have no comma; an address has an @. */
const isEmail = (operator: string): boolean => /^[^\s@,]+@[^\s@,]+$/.test(operator);

/**
 * Deploys a stage (部署): checks the account and CDK's own stack in it, bundles, deploys, makes whoever is named an
 * operator, and prints the addresses. An operator named by e-mail is invited to the stage's user pool; one named by
 * subject is a user of the stage's own issuer. Run again it changes what changed, and keeps the operators there are.
 */
export function deploy(cloud: Cloud, asked: { readonly stage: string; readonly operators: readonly string[] }) {
  return async ({ say, cdk, bundle, site, stages = written }: Steps): Promise<void> => {
    const settings = checked(stages, asked.stage);
    for (const operator of asked.operators) {
      if (operator.includes(',') || operator === '') throw new WrongCall(`no operator: ${operator}`);
      if (isEmail(operator) && settings.issuer !== undefined)
        throw new WrongCall(`${operator}: with an issuer of your own an operator is named by its subject (sub)`);
    }
    const name = `jicai-${settings.stage}`;
    const account = await cloud.account();
    say(`${name}: account ${account}, region ${cloud.region}`);
    if ((await cloud.stack('CDKToolkit')) === undefined) {
      say('CDK has not been used here before: its bucket and roles are made once');
      await cdk('bootstrap', `aws://${account}/${cloud.region}`);
    }
    await bundle();
    const stack = await cloud.stack(name);
    const before = operatorsOf(stack);
    const put = (operators: readonly string[], origin: string | undefined) =>
      cdk(
        'deploy',
        name,
        '-c',
        `stage=${settings.stage}`,
        '--require-approval',
        'never',
        '--parameters',
        `Operators=${operators.join(',')}`,
        ...(origin === undefined ? [] : ['--parameters', `${originParameter}=${origin}`]),
      );
    const originOf = (deployed: Deployed | undefined) =>
      isToldItsOrigin(settings) ? deployed?.outputs.ConsoleUrl : undefined;

    const origin = originOf(stack);
    await put(before, origin);
    const subjects = await Promise.all(
      asked.operators.map(async (operator) => {
        if (!isEmail(operator)) return operator;
        const pool = (await cloud.parts(name)).find(({ type }) => type === 'AWS::Cognito::UserPool');
        if (pool === undefined) throw new WrongCall(`${name} has no user pool`);
        return cloud.user(pool.id, operator);
      }),
    );
    const operators = [...new Set([...before, ...subjects])];
    const made = await cloud.stack(name);
    // A user has a subject once there is a pool, the console an address once it is there: a second, short deployment tells.
    if (operators.length > before.length || originOf(made) !== origin) await put(operators, originOf(made));

    const { outputs = {} } = made ?? {};
    const { ConsoleBucket: place } = outputs;
    if (place !== undefined) for (const file of [...(await site()), signInOf(outputs)]) await cloud.put(place, file);
    for (const [output, value] of Object.entries(outputs)) say(`  ${output.padEnd(12)} ${value}`);
    if (operators.length === 0) say('  nobody operates it yet: npm run deploy -- --operator you@example.com');
  };
}

/** How the console signs people in (`web/session/settings.ts`); nothing in it is secret. */
function signInOf({ Issuer: issuer = '', Client: clientId = '' }: Deployed['outputs']): SiteFile {
  const signIn = { kind: 'oidc', issuer, clientId, scope: 'openid email' };
  return fileOf('/console.json', JSON.stringify({ signIn }));
}

const operatorsOf = (stack: Deployed | undefined): readonly string[] =>
  (stack?.parameters.Operators ?? '').split(',').filter((each) => each !== '');

/**
 * Takes a stage away (销毁). With `keepData` tables, keys, buckets, users and logs stay, and what they cost is little;
 * without it nothing stays that costs money, but the locked heads of a stage that locks them. A stage that keeps its
 * data is destroyed with it only by who repeats its name.
 */
export function destroy(
  cloud: Cloud,
  asked: { readonly stage: string; readonly keepData: boolean; readonly confirmed?: string | undefined },
) {
  return async ({ say, cdk, bundle, stages = written }: Steps): Promise<void> => {
    const settings = checked(stages, asked.stage);
    const name = `jicai-${settings.stage}`;
    if (!asked.keepData && settings.keepsData && asked.confirmed !== name) {
      throw new WrongCall(`${name} keeps its data: say --keep-data, or --delete-data ${name} if it shall all be gone`);
    }
    const stack = await cloud.stack(name);
    if (stack === undefined) {
      say(`there is no ${name} in ${cloud.region}`);
      return;
    }
    const keep = ['-c', `stage=${settings.stage}`, '-c', `keep=${asked.keepData}`];
    if (asked.keepData !== settings.keepsData) {
      say(asked.keepData ? 'its data is set to stay' : 'its data is set to go');
      await bundle();
      await cdk(
        'deploy',
        name,
        ...keep,
        '--require-approval',
        'never',
        '--parameters',
        `Operators=${operatorsOf(stack).join(',')}`,
      );
    }
    const parts = await cloud.parts(name);
    if (!asked.keepData) {
      for (const { id } of parts.filter(({ type }) => type === 'AWS::S3::Bucket')) {
        if (!(await cloud.emptyBucket(id))) say(`  ${id} holds what is locked, and stays until its time is over`);
      }
    }
    await cloud.unprotect(name);
    await bundle();
    await cdk('destroy', name, ...keep, '--force');
    say(asked.keepData ? 'these stay, and can be deleted by hand:' : 'gone');
    if (asked.keepData) for (const { type, id } of parts.filter(staying)) say(`  ${type.padEnd(24)} ${id}`);
    if (!asked.keepData) say('its keys go within 30 days; until then they cost nothing');
  };
}

const kept: readonly string[] = [
  'AWS::DynamoDB::Table',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'AWS::Cognito::UserPool',
  'AWS::Logs::LogGroup',
];
const staying = ({ type }: { readonly type: string }): boolean => kept.includes(type);

function checked(stages: Stages, stage: string) {
  try {
    return settingsOf(stages, stage);
  } catch (error) {
    throw new WrongCall(error instanceof Error ? error.message : String(error));
  }
}
