import { id, pageOf, quantity } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import * as s from './schemas.ts';

export const words = z.object({ zh: z.string(), en: z.string() });
const poster = z.object({ id: z.string(), name: z.string(), uscc: z.string() });
const { category: _, process: __, side: ___, text: ____, ...members } = s.optional;

export const listed = z
  .object({
    id: id('post'),
    kind: s.kind,
    side: s.side,
    category: s.code.optional(),
    process: z.string().optional(),
    attributes: s.spec,
    ...z.object(members).partial().shape,
    window: s.window,
    place: s.place,
    visibility: z.enum(['public', 'members']),
    quantityHidden: z
      .boolean()
      .openapi({ description: 'then quantity, machine hours and text are shown to members only' }),
    expiresAt: z.string(),
    poster,
    flags: z
      .array(
        z.object({
          list: z.string(),
          kind: z.string(),
          title: z.string(),
          source: z.string(),
          publishedOn: z.string(),
        }),
      )
      .openapi({ description: '名单标识: shown, never scored' }),
    source: z
      .object({ kind: z.enum(['product', 'round', 'project']), id: z.string() })
      .optional()
      .openapi({ description: '信息来源: what it stands for, and is changed with' }),
    publishedAt: z.string(),
    confirmedAt: z.string().openapi({ description: 'when the poster last said that it stands' }),
  })
  .openapi('PostListed');

const change = z
  .object({
    id: id('post'),
    change: z.enum(['published', 'amended', 'renewed', 'closed']),
    version: z.int().openapi({ description: 'of the post, after the change' }),
    at: z.string(),
    current: z.int().optional().openapi({ description: 'the version that the post has now' }),
    post: listed.optional().openapi({ description: 'as it now is; none where it is over' }),
  })
  .openapi('PostChange');

/** A list has posts, a feed changes and always a cursor. */
export const listOrFeed = z.union([
  pageOf(listed),
  z.object({ items: z.array(change), next: z.string() }).openapi('PostFeed'),
]);

const drawing = z
  .object({ id: z.string(), name: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string() })
  .openapi('Drawing');

const duplicate = z.object({
  post: z.string(),
  repetition: z.enum(['repeated', 'similar', 'copied']).openapi({
    description: "all the same; one's own goods in the same county again; another's words",
  }),
});

export const post = listed
  .extend({
    status: z.enum(['open', 'closed']),
    reason: z.enum(['poster', 'expired', 'organisation-rejected', 'source-ended', 'ordered', 'abuse']).optional(),
    text: z.string().optional(),
    renewals: z.int(),
    drawingCount: z.int(),
    drawings: z.array(drawing),
    releases: z
      .array(
        z.object({
          organisation: poster,
          requestedAt: z.string(),
          drawings: z.array(z.string()),
          releasedAt: z.string().optional(),
        }),
      )
      .optional(),
    duplicates: z.array(duplicate).optional(),
  })
  .openapi('Post');

export const reading = z
  .object({
    category: z.string().optional(),
    process: z.string().optional(),
    attributes: z.record(z.string(), s.constraint),
    quantity: quantity.optional(),
    price: z.object({ value: z.string(), unit: z.string().optional() }).optional(),
    candidates: z.array(z.object({ category: z.string(), score: z.number() })),
    rest: z.array(z.string()),
  })
  .openapi('PostReading');

const upload = z.object({
  url: z.string(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
  expiresAt: z.string(),
});
export const attached = z.object({ drawing, upload }).openapi('AttachedDrawing');
export const download = z.object({ url: z.string(), expiresAt: z.string() }).openapi('DrawingDownload');
export const released = z
  .object({ organisation: z.string(), drawings: z.array(z.string()) })
  .openapi('ReleasedDrawings');
export const requested = z.object({ organisation: z.string(), requestedAt: z.string() }).openapi('ReleaseRequested');

const factor = z.object({
  name: z.enum(['cost', 'time', 'quantity', 'spec', 'record', 'freshness']),
  weight: z.string(),
  score: z.string().openapi({ description: 'from 0 to 1, rounded half up to 4 places' }),
  exact: z.string().openapi({ description: 'the same as a fraction' }),
  code: z.string(),
  why: words,
});
export const substitution = z.object({
  attribute: z.string(),
  offered: z.union([z.string(), z.number(), z.boolean()]),
  asked: z.union([z.string(), z.number(), z.boolean()]),
});
const found = {
  score: z.string().openapi({ description: 'from 0 to 100, rounded half up to 2 places' }),
  factors: z.array(factor),
  substitutions: z.array(substitution),
};
const failure = z.object({ condition: z.string(), code: z.string(), why: words });

const foundAt = z
  .string()
  .optional()
  .openapi({ description: 'when the pair was first found, where it is among the 20 that are kept' });
export const match = z.object({ post: listed, ...found, foundAt }).openapi('Match');
export const matches = z
  .object({
    weights: z.string().openapi({ description: 'the version of the published weights' }),
    compared: z.int().openapi({ description: 'how many posts were compared to be sure of these' }),
    items: z.array(match),
    explained: z
      .object({
        post: z.string(),
        matches: z.boolean(),
        failures: z.array(failure),
        ...z.object(found).partial().shape,
      })
      .optional(),
  })
  .openapi('Matches');
