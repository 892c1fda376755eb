import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { whyWide } from './access.ts';
import { acknowledge } from './acknowledge.ts';
import { type Entry, limits } from './limits.ts';
import type { LogsOf } from './logs.ts';
import type { Settings } from './settings.ts';

/** Where a function's code comes from: the bundle, or in a test anything at all. */
export type CodeOf = (entry: Entry) => Code;

export interface NodeFunctionProps {
  readonly entry: Entry;
  readonly code: CodeOf;
  readonly settings: Settings;
  readonly logs: LogsOf;
}

/** A function with every default; its role may write its own log and nothing else until it is granted more. */
export class NodeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { entry, code, settings, logs }: NodeFunctionProps) {
    const logGroup = logs(scope, `${id}Log`);
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    const { timeout, memorySize } = limits[entry];
    const kept = settings.reservedConcurrency?.[entry];
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
      ...(kept === undefined ? {} : { reservedConcurrentExecutions: kept }),
    });
  }

  /** Lets it do this too. A wildcard in a resource is answered for where `access.ts` says why it is no wider than it must be. */
  may(...access: readonly (readonly PolicyStatement[])[]): void {
    for (const statement of access.flat()) {
      this.addToRolePolicy(statement);
      const why = whyWide[statement.sid ?? ''];
      if (why === undefined || this.role === undefined) continue;
      for (const resource of Stack.of(this).resolve(statement.resources).map(named)) {
        acknowledge(this.role, `IAM5[Resource::${resource}]`, why);
      }
    }
  }

  /** Adds variables of the environment. */
  knows(environment: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(environment)) this.addEnvironment(name, value);
  }
}

interface Joined {
  readonly 'Fn::Join'?: readonly [string, readonly (string | Named)[]];
}

type Named = { readonly 'Fn::GetAtt': readonly string[] } | { readonly Ref: string };

/** A resource as a finding names it, such as `<FilesBucket16450113.Arn>/*`. */
const named = (resource: Joined | string): string =>
  typeof resource === 'string'
    ? resource
    : (resource['Fn::Join']?.[1] ?? [])
        .map((part) => {
          if (typeof part === 'string') return part;
          return `<${'Ref' in part ? part.Ref : part['Fn::GetAtt'].join('.')}>`;
        })
        .join('');
