import { reactions } from '../../functions/react.ts';
import { allEvents } from '../../shared/table/log.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import type { TestApp } from '../support/app.ts';

const aggregates: Readonly<Record<string, string>> = {
  pst: 'post',
  enq: 'enquiry',
  abr: 'abuse-report',
  org: 'organisation',
};

/** What happened to an aggregate, as the stream delivers it. */
export async function eventsOf({ db }: Pick<TestApp, 'db'>, id: string): Promise<StreamedEvent[]> {
  return (await allEvents(db, id)).map(({ json }) => {
    const { seq, at, type, v, data } = JSON.parse(json);
    return { id: `${id}/${seq}`, aggregate: aggregates[id.slice(0, 3)] ?? '', aggregateId: id, seq, at, type, v, data };
  });
}

/** Lets every context react to all that happened to an aggregate, as many times as the stream likes. */
export async function streamed({ db, deps }: Pick<TestApp, 'db' | 'deps'>, id: string, times = 2): Promise<void> {
  const contexts = reactions(deps);
  for (let time = 0; time < times; time += 1) {
    for (const event of await eventsOf({ db }, id)) for (const { react } of contexts) await react(event);
  }
}
