import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type Settings, settingsOf } from '../../infra/settings.ts';
import { JicaiStack } from '../../infra/stack.ts';
import { stages } from '../../jicai.config.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is read as it comes
export type Properties = Record<string, any>;

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
  readonly deletionPolicy: string | undefined;
}

/** A statement of any policy that says what may be done, by whom and to what. */
export interface Statement {
  /** Logical ids of roles, or what else a policy names. */
  readonly principals: readonly string[];
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** Each as JSON, so that a wildcard and a logical id can be looked for. */
  readonly resources: readonly string[];
  readonly condition: Properties | undefined;
  /** The policy's resource: a key's policy speaks of the key. */
  readonly owner: Resource;
}

const many = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];

/** The synthesised stack; the code is a dummy, so that nothing is bundled. */
export function resources({ stage = 'dev', ...changed }: Partial<Settings>, keepsData?: boolean): Resource[] {
  const stack = new JicaiStack(
    new App(),
    settingsOf({ ...stages, [stage]: { ...stages[stage], ...changed } }, stage, keepsData),
    () => Code.fromInline('export {}'),
  );
  const { Resources: all } = Template.fromStack(stack).toJSON() as { Resources: Record<string, Properties> };
  return Object.entries(all).map(
    ([id, { Type: type, Properties: properties = {}, DeletionPolicy: deletionPolicy }]) => ({
      id,
      type,
      properties,
      deletionPolicy,
    }),
  );
}

export const ofType = (all: readonly Resource[], type: string): Resource[] =>
  all.filter((resource) => resource.type === type);

/** Every statement of the roles' policies and of the keys' policies. */
export function statements(all: readonly Resource[]): Statement[] {
  return all.flatMap((owner) => {
    const { properties } = owner;
    switch (owner.type) {
      case 'AWS::IAM::Policy':
      case 'AWS::IAM::ManagedPolicy':
        return read(owner, properties.PolicyDocument, many(properties.Roles).map(nameOf));
      case 'AWS::IAM::Role':
        return many<Properties>(properties.Policies).flatMap((policy) =>
          read(owner, policy.PolicyDocument, [owner.id]),
        );
      case 'AWS::KMS::Key':
        return read(owner, properties.KeyPolicy);
      default:
        return [];
    }
  });
}

function read(owner: Resource, document: Properties, roles?: readonly string[]): Statement[] {
  return many<Properties>(document.Statement).map((statement) => ({
    principals: roles ?? many(statement.Principal?.AWS ?? statement.Principal).map(nameOf),
    effect: statement.Effect,
    actions: many<string>(statement.Action),
    resources: many(statement.Resource).map((resource) => JSON.stringify(resource)),
    condition: statement.Condition,
    owner,
  }));
}

function nameOf(value: unknown): string {
  const { Ref: ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: readonly [string, string] };
  return ref ?? attribute?.[0] ?? JSON.stringify(value);
}

/** Whether an action of a policy, wildcards and all, covers one. */
export function covers(pattern: string, action: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'i').test(action);
}

/** The statements that let someone do something to a resource, named by its logical id. */
export function allowing(all: readonly Statement[], action: string, resource: string): Statement[] {
  return all.filter(
    ({ effect, actions, resources: on, owner }) =>
      effect === 'Allow' &&
      actions.some((pattern) => covers(pattern, action)) &&
      (owner.type === 'AWS::KMS::Key'
        ? owner.id === resource
        : on.some((one) => one === '"*"' || one.includes(`"${resource}"`))),
  );
}
