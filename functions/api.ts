import { handle } from 'hono/aws-lambda';
import { createApp } from './app.ts';
import { awsAdapters } from './aws.ts';
import { buildPlatform } from './platform.ts';

const app = createApp(buildPlatform(awsAdapters()));
// The first Request loads undici: 45 to 95 ms that no caller should wait for.
new Request('https://localhost/');

export const handler = handle(app);
