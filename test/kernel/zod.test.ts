import { extendZodWithOpenApi, getOpenApiMetadata, getRefId } from '@asteasolutions/zod-to-openapi';
import { describe, expect, it, vi } from 'vitest';
import * as zod from 'zod';
import { holds, made } from '../../shared/kernel/zod.ts';
import { z } from '../../shared/kernel/zod-now.ts';

/** Whether what the schema says of a value is what Zod's own says. */
const same = (lazy: zod.ZodType, own: zod.ZodType, values: readonly unknown[]) => {
  for (const value of values) expect(lazy.safeParse(value)).toEqual(own.safeParse(value));
};

describe('a schema is made when it is first asked', () => {
  it('not before, and once', () => {
    const options = vi.fn(() => 'a' as const);
    const schema = z.strictObject({
      get member() {
        return z.literal(options());
      },
    });
    const wrapped = schema.optional().array();
    expect(options).not.toHaveBeenCalled();
    expect(wrapped.parse([{ member: 'a' }, undefined])).toEqual([{ member: 'a' }, undefined]);
    wrapped.parse([]);
    expect(options).toHaveBeenCalledTimes(1);
  });

  it('and says what Zod says', () => {
    const of = (from: typeof z) => {
      const kind = from.enum(['a', 'b']);
      const base = from.strictObject({ kind, at: from.iso.datetime().optional(), count: from.coerce.number().int() });
      const more = base.extend({ tags: from.array(from.string().min(1)).max(2).default([]) });
      return from.union([
        more.refine(({ count }) => count > 0, 'not-positive'),
        from.object({ ...base.partial().shape, other: from.enum([...kind.options, 'c']) }),
        from.record(from.string(), from.unknown()).transform((given) => Object.keys(given).length),
      ]);
    };
    same(of(z), of(zod as unknown as typeof z), [
      { kind: 'a', count: '1' },
      { kind: 'a', count: '1', tags: ['', 'x'] },
      { kind: 'a', count: 0 },
      { other: 'c' },
      { other: 'd', kind: 'b' },
      [],
      null,
      'a',
    ]);
  });

  it('a check refuses with the code of the house', () => {
    expect(z.strictObject({ a: z.string() }).safeParse({}).error?.issues[0]?.message).toBe('required');
  });
});

describe('what is known of a schema without making it', () => {
  const id = z.string().regex(/^t_\d+$/, 'id-malformed');
  const ofTender = z.object({ id }).openapi('Of');
  const ofBid = ofTender.extend({ bidder: z.string().openapi({ example: 'o_1' }) });

  it('is that it takes texts of a pattern and objects of them, and gives them as they are', () => {
    const known: readonly (readonly [zod.ZodType, unknown])[] = [
      [z.string(), ''],
      [id, 't_1'],
      [ofTender, { id: 't_1' }],
      [ofBid, { id: 't_1', bidder: '' }],
      [z.strictObject({ of: ofBid }), { of: { id: 't_1', bidder: 'o_2' } }],
    ];
    for (const [schema, value] of known) {
      expect(holds(schema, value)).toBe(true);
      expect(schema.parse(value)).toEqual(value);
    }
  });

  it('never of what the schema refuses or changes', () => {
    const changing = [z.string().trim(), z.coerce.number(), id.optional(), z.string().default('t_1'), id.nullable()];
    const refusing = [
      id.refine(() => false),
      ofTender.refine(() => false),
      ofTender.superRefine(() => {}),
      z.string().min(9),
    ];
    const open = [z.looseObject({ id }), ofTender.partial(), z.union([id, ofTender]), z.record(z.string(), id)];
    const of = (member: zod.ZodType) => [member, z.object({ id: member }), ofTender.extend({ id: member })];
    const schemas = [id, ofTender, ofBid, ...[...changing, ...refusing, ...open].flatMap(of)];
    const texts = [undefined, null, 1, '', ' t_1 ', 't_x', 't_1', ['t_1'], { id: 't_1' }];
    const values = [
      ...texts,
      ...texts.map((id) => ({ id })),
      { id: 't_1', more: '' },
      JSON.parse('{"id":"t_1","__proto__":""}'),
    ];
    for (const schema of schemas) {
      for (const value of values.filter((each) => holds(schema, each))) {
        expect(schema.safeParse(value)).toEqual({ success: true, data: value });
      }
    }
  });

  it('makes nothing', () => {
    const options = vi.fn(() => ['a'] as const);
    const schema = z.object({
      get member() {
        return z.enum(options()).transform((given) => given);
      },
    });
    expect(holds(schema.optional(), {})).toBe(false);
    expect(options).not.toHaveBeenCalled();
  });
});

describe('a schema that is described', () => {
  it('has what is said of it, and one that checks has not', () => {
    extendZodWithOpenApi(zod);
    const named = z.strictObject({ a: z.string().openapi({ example: 'x' }) }).openapi('Named');
    const described = made(named, 'describe');
    expect(getRefId(described)).toBe('Named');
    expect(getOpenApiMetadata(described.shape.a).example).toBe('x');
    expect(getRefId(made(named))).toBeUndefined();
    // The same one wherever it is used, so that the document names it once.
    expect(made({ one: [named] }, 'describe').one[0]).toBe(described);
    expect(made(z.object({ ...named.shape }), 'describe').shape.a).toBe(described.shape.a);
  });
});
