import { day, paging, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { mostFirms } from './published-list.ts';
import { registration } from './schemas.ts';

export const ofList = z.object({
  key: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'list-key')
    .max(60, 'too-long')
    .openapi({ example: 'sanming-leading-2026' }),
});

const issue = {
  kind: z.enum(['leading', 'leading-reserve']).openapi({ description: '龙头企业, 龙头后备企业' }),
  title: text(120),
  source: text(300).openapi({ description: 'the document that published it, with its number' }),
  publishedOn: day,
  firms: z
    .array(z.strictObject({ uscc: registration.shape.uscc, name: text(120) }))
    .min(1)
    .max(mostFirms),
};

export const listInput = z.strictObject(issue).openapi('PublishedListInput');
export const listsQuery = z.object(paging);
export const listedView = z
  .object({
    key: z.string(),
    ...issue,
    firms: z.int().openapi({ description: 'how many firms its newest issue names' }),
    version: z.int(),
    issuedAt: z.string(),
  })
  .openapi('PublishedListListed');
export const listView = z
  .object({ key: z.string(), ...issue, version: z.int(), issuedAt: z.string() })
  .openapi('PublishedList');
