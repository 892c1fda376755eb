import type { StreamedEvent } from '../shared/table/stream.ts';
import { catalogueReactions } from './catalogue/on.ts';
import { contractsReactions } from './contracts/on.ts';
import type { Deps } from './deps.ts';
import { jointReactions } from './joint/on.ts';
import { marketReactions, matchReactions } from './market/on.ts';
import { noticesReactions } from './notices/on.ts';
import { showcaseReactions } from './showcase/on.ts';
import { tenderingReactions } from './tendering/on.ts';

/** What a context does when something happened elsewhere; idempotent by the event's id. */
export interface Reactions {
  readonly context: string;
  react(event: StreamedEvent): Promise<void>;
  /** Whether an event takes its time: it is then handed to the context's queue at once. */
  isLong?(event: StreamedEvent): boolean;
}

/** The contexts that react to events. */
export const reactions = (deps: Deps): readonly Reactions[] => [
  { context: 'catalogue', ...catalogueReactions(deps) },
  { context: 'contracts', ...contractsReactions(deps) },
  { context: 'joint', ...jointReactions(deps) },
  { context: 'tendering', ...tenderingReactions(deps) },
  { context: 'market', ...marketReactions(deps) },
  { context: 'matching', ...matchReactions(deps) },
  { context: 'showcase', ...showcaseReactions(deps) },
  { context: 'notices', ...noticesReactions(deps) },
];
