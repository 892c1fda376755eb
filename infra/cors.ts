import type { CorsRule, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Settings } from './settings.ts';

/** Pages of the console may use a bucket's signed addresses; no other page may. */
export function fromConsole({ consoleOrigin }: Settings, ...allowedMethods: HttpMethods[]): { cors?: CorsRule[] } {
  if (consoleOrigin === undefined) return {};
  return {
    cors: [{ allowedMethods, allowedOrigins: [consoleOrigin], allowedHeaders: ['*'], exposedHeaders: ['ETag'] }],
  };
}
