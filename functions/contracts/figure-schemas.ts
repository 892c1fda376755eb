import { id } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

export const figureQuery = z.object({
  agreement: id('agreement').optional(),
  year: z
    .string()
    .regex(/^20\d\d$/, 'not-a-year')
    .optional()
    .openapi({ example: '2026' }),
});

export const figureYears = z
  .object({
    first: z.string().nullable().openapi({ example: '2026', description: 'null where nothing was settled yet' }),
  })
  .openapi('FigureYears');

const figure = z
  .object({ exact: z.string(), shown: z.string() })
  .openapi('ExactFigure', { description: 'exact as `p/q`, and rounded for people' });
const perhaps = z.union([figure, z.null()]);
const from = z
  .array(z.string())
  .openapi({ description: 'what it was computed from', example: ['/v1/statements/stm_…'] });
const saved = { paid: figure, saved: figure, rate: perhaps, covered: perhaps };

export const savingsView = z
  .object({
    net: figure,
    againstIndex: z.object({ atIndex: figure, ...saved }),
    againstOwn: z.object({ atOwnPrices: figure, ...saved, from }),
    from,
  })
  .openapi('Savings');

const row = {
  unit: z.string(),
  basis: z.string().optional(),
  agreed: figure,
  calledOff: figure,
  done: figure,
  share: perhaps,
};
export const progressView = z
  .object({
    buyers: z.array(z.object({ buyer: id('organisation'), ...row })),
    suppliers: z.array(z.object({ supplier: id('organisation'), ...row })),
    from,
  })
  .openapi('ProgressFigure');

export const concentrationView = z
  .object({
    amount: figure,
    hhi: figure,
    suppliers: z.array(z.object({ supplier: id('organisation'), amount: figure, share: figure, from })),
  })
  .openapi('Concentration');

const inTime = { due: z.int(), onTime: z.int(), share: perhaps, from };
export const onTimeView = z
  .object({ ...inTime, suppliers: z.array(z.object({ supplier: id('organisation'), ...inTime })) })
  .openapi('OnTime');
