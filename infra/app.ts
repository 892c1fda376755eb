import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { stages } from '../jicai.config.ts';
import { settingsOf } from './settings.ts';
import { JicaiStack } from './stack.ts';

const dist = join(import.meta.dirname, '..', 'dist');

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const [stage, keep] = ['stage', 'keep'].map((name) => app.node.tryGetContext(name));
const settings = settingsOf(stages, String(stage ?? 'dev'), keep === undefined ? undefined : keep === 'true');
new JicaiStack(app, settings, (entry) => Code.fromAsset(join(dist, entry)));
app.synth();
