import { parseArgs } from 'node:util';
import { awsCloud } from './cloud.ts';
import { run } from './command.ts';
import { deploy } from './deployment.ts';

/** `npm run deploy -- [--stage dev] [--region <region>] [--operator <e-mail or subject>]…` */

const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'dev' },
    region: { type: 'string', default: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? '' },
    operator: { type: 'string', multiple: true, default: [] },
  },
});

await run(values.region, (region) => deploy(awsCloud(region), { ...values, operators: values.operator }));
