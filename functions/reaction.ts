import type { StreamedEvent } from '../shared/table/stream.ts';
import type { Reactions } from './react.ts';

/** An event that a context could not react to at once. */
export interface Reaction {
  readonly context: string;
  readonly event: StreamedEvent;
}

/** Lets every context react; what fails goes on to that context's queue, the rest go on. */
export async function reactEach(
  contexts: readonly Reactions[],
  event: StreamedEvent,
  later: (reaction: Reaction, error: unknown) => Promise<void>,
): Promise<void> {
  for (const { context, react } of contexts) {
    await react(event).catch((error: unknown) => later({ context, event }, error));
  }
}

/** Reacts on behalf of the one context that could not; throws when there is none of that name. */
export async function reactAgain(contexts: readonly Reactions[], { context, event }: Reaction): Promise<void> {
  const named = contexts.find((each) => each.context === context);
  if (named === undefined) throw new Error(`no context is named ${context}`);
  await named.react(event);
}
