import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { readSettings } from './settings.ts';
import { JicaiStack } from './stack.ts';

const dist = join(import.meta.dirname, '..', 'dist');

const app = new App();
new JicaiStack(
  app,
  readSettings((name) => app.node.tryGetContext(name)),
  (entry) => Code.fromAsset(join(dist, entry)),
);
app.synth();
