import type { output } from 'zod';
import { categories } from '../../shared/commodity/category.ts';
import { decimal, division, id, paging } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { listedView } from './schemas.ts';
import { leadTimes } from './search/document.ts';

const code = z.string().min(1).max(60);
const degrees = /^-?\d{1,3}(\.\d{1,8})?,-?\d{1,2}(\.\d{1,8})?$/;
const attributeNames = new Set(categories().flatMap(({ attributes }) => attributes.map(({ name }) => `attr.${name}`)));
const words = {
  q: z.string().trim().max(200, 'too-long').optional().openapi({
    description: '关键词与规格, as people write them',
    example: 'HRB400E Φ20*12m',
  }),
  category: code.optional().openapi({ description: 'a category or a family', example: 'steel' }),
  supplier: id('organisation').optional(),
  status: z
    .enum(['draft', 'published', 'expired', 'withdrawn'])
    .default('published')
    .openapi({ description: "other than published: one's own `supplier` only, and nothing but `category` with it" }),
  division: division.optional().openapi({ description: 'a county, a city or a province: 350404, 350400, 350000' }),
  brand: z.string().max(60).optional(),
  deliveryBasis: z.enum(['ex-works', 'ex-warehouse', 'delivered']).optional(),
  weighingBasis: z.enum(['theoretical', 'weighed', 'declared'], { error: 'basis-unknown' }).optional(),
  producer: z.string().max(60).optional().openapi({ description: '生产企业, by USCC' }),
  inStock: z.enum(['true']).optional().openapi({ description: '现货: only what lies in stock' }),
  leadTimeDays: z.enum(leadTimes).optional().openapi({ description: '交货期: within so many days' }),
  priceMin: decimal(4, '3300').optional(),
  priceMax: decimal(4, '3500').optional(),
  priceBasis: z
    .string()
    .regex(
      /^(TNE|KGM|MTR|MTK|MTQ|H87|BG),tax-(included|excluded),(ex-works|ex-warehouse|delivered)(,(theoretical|weighed|declared))?$/,
      'not-allowed',
    )
    .optional()
    .openapi({
      description: 'prices compare on one basis only; left out, that of most results',
      example: 'TNE,tax-included,ex-works,theoretical',
    }),
  near: z.string().regex(degrees, 'not-allowed').optional().openapi({ example: '117.6350,26.2654' }),
  withinKm: z.coerce.number().int().min(1).max(5000).optional(),
  sort: z.enum(['relevance', 'price', '-price', 'distance', 'freshness']).optional(),
  facets: z.enum(['true', 'false']).optional(),
};

/** `attr.<name>` beside the parameters that have names of their own. */
export const search = z
  .object({ ...paging, ...words })
  .catchall(z.string().max(60))
  .superRefine((given, context) => {
    const known = { ...paging, ...words };
    for (const name of Object.keys(given).filter((each) => !Object.hasOwn(known, each))) {
      const isAttribute = name.startsWith('attr.');
      if (isAttribute && attributeNames.has(name)) continue;
      const message = isAttribute ? 'unknown-attribute' : 'unknown-field';
      context.addIssue({ code: 'custom', path: [name], message, params: { attribute: name.replace('attr.', '') } });
    }
    if (given.status !== 'published') {
      const others = Object.keys(given).filter((name) => given[name] !== undefined && !ofLists.includes(name));
      for (const name of others) context.addIssue({ code: 'custom', path: [name], message: 'not-allowed' });
    }
    const [lon = 0, lat = 0] = (given.near ?? '').split(',').map(Number);
    const beyond = Math.abs(lon) > 180 ? 180 : Math.abs(lat) > 90 ? 90 : undefined;
    if (beyond !== undefined) {
      const params = { min: -beyond, max: beyond };
      context.addIssue({ code: 'custom', path: ['near'], message: 'coordinates-out-of-range', params });
    }
    const needsNear = given.withinKm !== undefined || given.sort === 'distance';
    if (needsNear && given.near === undefined)
      context.addIssue({ code: 'custom', path: ['near'], message: 'required' });
  });

export type SearchParameters = output<typeof search>;
/** The parameters that a list of the table answers by itself. */
export const ofLists: readonly string[] = ['category', 'supplier', 'status', 'limit', 'cursor'];
/** The parameters that are filters as they are. */
export const plainFilters = [
  'category',
  'supplier',
  'division',
  'brand',
  'deliveryBasis',
  'weighingBasis',
  'producer',
  'inStock',
  'leadTimeDays',
] as const;

export const found = z
  .object({
    items: z.array(listedView.extend({ originLabel: z.string().optional(), distanceMetres: z.int().optional() })),
    next: z.string().nullable().openapi({ description: 'the next cursor' }),
    total: z.int().optional(),
    facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.int() }))).optional(),
    understood: z.record(z.string(), z.unknown()).optional().openapi({ description: 'what was read in `q`' }),
    rest: z.string().optional().openapi({ description: 'what of `q` was looked for as mere words' }),
    priceBasis: z.string().optional(),
    excluded: z
      .object({ otherBasis: z.int() })
      .optional()
      .openapi({ description: 'listings of other bases, left out' }),
  })
  .openapi('ProductsFound');
