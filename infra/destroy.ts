import { parseArgs } from 'node:util';
import { awsCloud } from './cloud.ts';
import { run } from './command.ts';
import { destroy } from './deployment.ts';

/** `npm run destroy -- [--stage dev] [--region <region>] [--keep-data] [--delete-data <name of the stack>]` */

const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'dev' },
    region: { type: 'string', default: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? '' },
    'keep-data': { type: 'boolean', default: false },
    'delete-data': { type: 'string' },
  },
});

await run(values.region, (region) =>
  destroy(awsCloud(region), { stage: values.stage, keepData: values['keep-data'], confirmed: values['delete-data'] }),
);
