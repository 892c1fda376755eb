import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/** The Lambda entries beside the contexts, each bundled to `dist/<name>/index.mjs`. */
export const entries = ['api', 'stream', 'clock', 'opening', 'work'] as const;
export type Entry = (typeof entries)[number];

/** Where a function's code comes from: the bundle, or in a test anything at all. */
export type CodeOf = (entry: Entry) => Code;

/**
 * Network logs are kept six months at the least (网络安全法, Cybersecurity Law 2016, art. 21(3)); 180 days are less.
 */
export const logRetention = RetentionDays.ONE_YEAR;

export interface NodeFunctionProps {
  readonly entry: Entry;
  readonly code: CodeOf;
  readonly settings: Settings;
  readonly timeout: Duration;
  readonly memorySize: number;
}

/** A function with every default; its role may write its own log and nothing else until it is granted more. */
export class NodeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { entry, code, settings, timeout, memorySize }: NodeFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: logRetention,
      removalPolicy: settings.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    super(scope, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: code(entry),
      handler: 'index.handler',
      timeout,
      memorySize,
      role,
      logGroup,
      // A trace would tell which tender is bid for.
      tracing: Tracing.DISABLED,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
    });
  }

  /** Adds variables of the environment. */
  knows(environment: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(environment)) this.addEnvironment(name, value);
  }
}

export const seconds = Duration.seconds;
export const minutes = Duration.minutes;
