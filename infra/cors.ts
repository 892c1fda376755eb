import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { CorsRule, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/**
 * Whether the console's address is only known once its distribution is there. The distribution names the buckets, so that
 * none of them can name it: deploying says the address by a parameter of this name.
 */
export const isToldItsOrigin = ({ consoleOrigin, cloudFront }: Settings): boolean =>
  consoleOrigin === undefined && cloudFront;
export const originParameter = 'ConsoleOrigin';

/** Pages of the console may use a bucket's signed addresses; no other page may. */
export function fromConsole(
  scope: Construct,
  settings: Settings,
  ...allowedMethods: HttpMethods[]
): { cors?: CorsRule[] } {
  const origin = isToldItsOrigin(settings) ? told(Stack.of(scope)).valueAsString : settings.consoleOrigin;
  if (origin === undefined) return {};
  return { cors: [{ allowedMethods, allowedOrigins: [origin], allowedHeaders: ['*'], exposedHeaders: ['ETag'] }] };
}

const told = (stack: Stack): CfnParameter =>
  (stack.node.tryFindChild(originParameter) as CfnParameter | undefined) ??
  new CfnParameter(stack, originParameter, {
    description: 'Where people open the console, https://… without a path; nobody can until it is known',
    default: 'https://console.invalid',
  });
