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

  let unkept = false;
  /** Reads the stream to its end; a context that fails, and what takes its time, goes on in `last`. */
  async function react(ending: AbortSignal): Promise<void> {
    const handle = (event: StreamedEvent): Promise<void> => {
      ending.throwIfAborted();
      return reactEach(contexts, event, later);
    };
    while ((await stream.poll(handle)) > 0) unkept = true;
    if (unkept && again.length + queue.length === 0) {
      keep(stream.places());
      unkept = false;
    }
  }

  let done = 0;
  async function last(ending: AbortSignal): Promise<void> {
    done += await eachOf(again, ending, work, later.failed);
  }
  async function job(ending: AbortSignal): Promise<void> {
    done += await eachOf(queue, ending, work, (_, error) => failed(error));
  }

  const clock = loop(async () => void (await tick(deps)), tickMs, failed);
  const reacting = loop(react, streamMs, failed);
  // As each context's queue has a worker of its own: the stream and jobs wait for no reaction that takes its time.
  const lasting = loop(last, streamMs, failed);
  const working = loop(job, streamMs, failed);
  return {
    loops: [clock, reacting, lasting, working],
    async settle() {
      await clock.run();
      do {
        done = 0;
        await reacting.run();
        await lasting.run();
        await working.run();
      } while (done > 0);
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
