import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says of one construct why a rule of cdk-nag (AwsSolutions) does not hold for it; `rule` such as `S1` or `IAM5[…]`. */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}

/** Of every bucket: */
export const whyNoAccessLog =
  'such a log would tell who sends what and when; an auditor may turn on data events of CloudTrail';
