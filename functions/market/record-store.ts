import { type AggregateDeps, aggregateStore } from '../../shared/table/aggregate.ts';
import { getItem } from '../../shared/table/items.ts';
import { keys } from '../../shared/table/keys.ts';
import { performanceRecord } from './record.ts';
import type { RecordFact } from './record-events.ts';

export type RecordStore = ReturnType<typeof recordStore>;

/** An organisation has one record. */
export const recordId = (organisation: string): string => `rec_${organisation}`;

const kind = 'fact';
const factId = ({ part, source }: Pick<RecordFact, 'part' | 'source'>): string => `${part}#${source}`;

/** Records of performance (履约记录), each with its facts beside it. */
export function recordStore(deps: AggregateDeps) {
  return {
    ...aggregateStore(
      {
        name: 'record',
        decider: performanceRecord,
        annexes: ({ type, data }) =>
          type === 'RecordCounted' ? [{ kind, id: factId(data.fact), value: data.fact }] : [],
      },
      deps,
    ),

    /** What a source said before. */
    async fact(organisation: string, of: Pick<RecordFact, 'part' | 'source'>): Promise<RecordFact | undefined> {
      const key = keys.annex(recordId(organisation), kind, factId(of));
      const item = await getItem(deps.db, key, { consistent: true });
      return item && (JSON.parse(item.annex as string) as RecordFact);
    },
  };
}
