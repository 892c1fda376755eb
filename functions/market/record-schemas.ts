import { id } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

export const ofOrganisation = z.object({ id: id('organisation') });

const share = z.object({
  exact: z.string().openapi({ description: 'from 0 to 1, `p/q`', example: '17/20' }),
  shown: z.string().openapi({ example: '0.8500' }),
});
const counted = z.object({
  part: z.enum(['deliveries', 'answers', 'quotes']).openapi({
    description:
      'the monthly ratings of its deliveries (履约评价), enquiries that it answered in time (按时答复), quotes that it did not take back (报价守信)',
  }),
  score: share.openapi({ description: 'the mean; the middle where nothing was counted' }),
  count: z.int().openapi({ description: 'how many facts' }),
});

export const recordView = z
  .object({
    organisation: id('organisation'),
    rules: z.string().openapi({ description: 'the version of the weights' }),
    record: share.nullable(),
    noted: share.nullable().openapi({ description: 'as its posts bear it: rounded to the published step' }),
    parts: z.array(counted.extend({ weight: z.string() })),
    months: z.array(z.object({ month: z.string(), parts: z.array(counted) })),
    links: z.object({ performance: z.string(), rules: z.string() }),
  })
  .openapi('PerformanceRecord');
