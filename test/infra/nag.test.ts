import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { type Settings, settingsOf, stageNames } from '../../infra/settings.ts';
import { JicaiStack } from '../../infra/stack.ts';
import { stages } from '../../jicai.config.ts';

/** Synthesises as `npm run synth` does; what AwsSolutions finds and nobody answered for makes it throw. */
function synthesised(settings: Settings): void {
  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new JicaiStack(app, settings, () => Code.fromInline('export {}'));
  app.synth();
}

const everything = {
  consoleOrigin: 'https://jicai.example.cn',
  cloudFront: true,
  certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/0b1e',
  alarmEmail: 'ops@jicai.example',
  monthlyBudget: 20,
  restored: { main: 'back', mainStream: 'arn:aws:dynamodb:eu-west-1:1:table/back/stream/1', vault: 'vault-back' },
};

test.each(stageNames)('%s passes AwsSolutions, with every option and without', (stage) => {
  expect(() => synthesised(settingsOf(stages, stage))).not.toThrow();
  expect(() => synthesised({ ...settingsOf(stages, stage), ...everything })).not.toThrow();
});
