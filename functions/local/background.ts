import { faultFields } from '../../shared/log.ts';
import type { JobMessage } from '../../shared/ports/jobs.ts';
import type { LocalStream, Places } from '../../shared/table/local-stream.ts';
import type { StreamedEvent } from '../../shared/table/stream.ts';
import type { Deps } from '../deps.ts';
import { worker } from '../jobs.ts';
import type { Senders } from '../notices/send.ts';
import type { Dispatch } from '../notices/sending.ts';
import { reactions } from '../react.ts';
import { type Later, type Reaction, reactEach } from '../reaction.ts';
import { tick } from '../tick.ts';
import { type Loop, loop } from './loop.ts';

const tickMs = 1000;
const streamMs = 300;

export interface Background {
  readonly senders: Senders;
  readonly stream: LocalStream;
  /** What waits to be done, in memory. */
  readonly queue: (JobMessage | Dispatch)[];
  /** Keeps how far the stream was read, for the next start. */
  keep(places: Places): unknown;
}

/**
 * What Lambda does by the minute, by the record and by the message (后台): the clock, the reactions to the stream, long work.
 * How far the stream was read is kept when nothing of it is left to do: a start after a death reacts again from there.
 */
export function background(
  deps: Deps,
  { senders, stream, queue, keep }: Background,
): { settle(): Promise<void>; loops: readonly Loop[] } {
  const contexts = reactions(deps);
  const work = worker(deps, senders);
  const again: Reaction[] = [];
  const failed = (error: unknown): void => deps.log.error('background', faultFields(error));
  const later: Later = {
    send: async (reaction) => void again.push(reaction),
    failed: ({ context, event }, error) =>
      deps.log.error('reaction', { context, type: event.type, ...faultFields(error) }),
  };

  /** Reacts until nothing more comes of it; a context that fails is asked again the next time. */
  async function react(ending: AbortSignal): Promise<void> {
    const handle = (event: StreamedEvent): Promise<void> => {
      ending.throwIfAborted();
      return reactEach(contexts, event, later);
    };
    let done = 0;
    for (let some = 1; some > 0; done += some) {
      some = (await eachOf(again, ending, work, later.failed)) + (await stream.poll(handle));
    }
    if (done > 0 && again.length + queue.length === 0) keep(stream.places());
  }

  const clock = loop(async () => void (await tick(deps)), tickMs, failed);
  const reacting = loop(react, streamMs, failed);
  const working = loop(
    async (ending) => void (await eachOf(queue, ending, work, (_, error) => failed(error))),
    streamMs,
    failed,
  );
  return {
    loops: [clock, reacting, working],
    async settle() {
      await clock.run();
      await reacting.run();
      await working.run();
    },
  };
}

/** Does all that waits now, which stands in the list until it is done; what breaks off waits on. Returns how much did not. */
async function eachOf<T>(
  waiting: T[],
  ending: AbortSignal,
  act: (one: T) => Promise<void>,
  failed: (one: T, error: unknown) => void,
): Promise<number> {
  let done = 0;
  for (const one of [...waiting]) {
    ending.throwIfAborted();
    await act(one).then(
      () => {
        done += 1;
      },
      (error: unknown) => {
        failed(one, error);
        waiting.push(one);
      },
    );
    waiting.shift();
  }
  return done;
}
