import type { StreamedEvent } from '../shared/table/stream.ts';
import type { Reactions } from './react.ts';

/** An event that a context could not react to at once. */
export interface Reaction {
  readonly context: string;
  readonly event: StreamedEvent;
}

/** Where a reaction goes on: a queue that takes it, and somebody who is told why where it failed. */
export interface Later {
  send(reaction: Reaction): Promise<void>;
  failed(reaction: Reaction, error: unknown): void;
}

/** Lets every context react; what takes its time, or fails, goes on in that context's queue, the rest go on. */
export async function reactEach(contexts: readonly Reactions[], event: StreamedEvent, later: Later): Promise<void> {
  for (const { context, react, isLong } of contexts) {
    const reaction = { context, event };
    if (isLong?.(event)) await later.send(reaction);
    else {
      await react(event).catch((error: unknown) => {
        later.failed(reaction, error);
        return later.send(reaction);
      });
    }
  }
}

/** Reacts on behalf of the one context that could not; throws when there is none of that name. */
export async function reactAgain(contexts: readonly Reactions[], { context, event }: Reaction): Promise<void> {
  const named = contexts.find((each) => each.context === context);
  if (named === undefined) throw new Error(`no context is named ${context}`);
  await named.react(event);
}
