import type { CorsRule, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Settings } from './settings.ts';

/**
 * Pages of the console may use a bucket's signed addresses; no other page may. A console without a name of its own is one of
 * CloudFront's: which of them cannot be said here, as the distribution names the bucket.
 */
export function fromConsole(
  { consoleOrigin, cloudFront }: Settings,
  ...allowedMethods: HttpMethods[]
): { cors?: CorsRule[] } {
  const origin = consoleOrigin ?? (cloudFront ? 'https://*.cloudfront.net' : undefined);
  if (origin === undefined) return {};
  return { cors: [{ allowedMethods, allowedOrigins: [origin], allowedHeaders: ['*'], exposedHeaders: ['ETag'] }] };
}
