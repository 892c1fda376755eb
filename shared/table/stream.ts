import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { JsonObject } from '../kernel/json.ts';
import type { Instant } from '../kernel/time.ts';
import { eventKind } from './definition.ts';

/** An event as it leaves the table: what was hashed, whose it is, and an id to react to it once. */
export interface StreamedEvent {
  /** `<aggregate id>/<seq>`: the same however often the record is delivered. */
  readonly id: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly v: number;
  readonly data: JsonObject;
}

/** The part of a stream's record that matters; Lambda and the streams API agree on it. */
export interface StreamRecord {
  readonly eventName?: string | undefined;
  readonly dynamodb?: { readonly NewImage?: Record<string, unknown> | undefined } | undefined;
}

const text = (image: Record<string, unknown>, name: string): string | undefined =>
  (image[name] as AttributeValue | undefined)?.S;

/** Reads a stream's record: undefined for anything that is not a new event. */
export function parseRecord(record: StreamRecord): StreamedEvent | undefined {
  const image = record.dynamodb?.NewImage;
  if (record.eventName !== 'INSERT' || image === undefined || text(image, 'kind') !== eventKind) return undefined;
  const aggregateId = text(image, 'pk') ?? '';
  const { seq, at, type, v, data } = JSON.parse(text(image, 'json') ?? '{}');
  return {
    id: `${aggregateId}/${seq}`,
    aggregate: text(image, 'aggregate') ?? '',
    aggregateId,
    seq,
    at,
    type,
    v,
    data,
  };
}
