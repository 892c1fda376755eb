import * as zod from 'zod';
import { faultCode } from './shape.ts';

zod.config({ customError: faultCode });

/** What is used of Zod: those that are named, so that a bundle carries nothing else. */
export const functions = {
  array: zod.array,
  base64: zod.base64,
  boolean: zod.boolean,
  coerce: { number: zod.coerce.number },
  custom: zod.custom,
  discriminatedUnion: zod.discriminatedUnion,
  email: zod.email,
  enum: zod.enum,
  int: zod.int,
  iso: { datetime: zod.iso.datetime },
  json: zod.json,
  literal: zod.literal,
  looseObject: zod.looseObject,
  null: zod.null,
  number: zod.number,
  object: zod.object,
  record: zod.record,
  strictObject: zod.strictObject,
  string: zod.string,
  stringbool: zod.stringbool,
  tuple: zod.tuple,
  union: zod.union,
  unknown: zod.unknown,
};
export type Functions = typeof functions;
