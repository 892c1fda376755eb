import { drain } from './drain.ts';
import { changesOf, differences, plain } from './outcome.ts';
import { eventsIn, type Saved, saved, type World } from './world.ts';

/** What became of the tables and queues at some moment, to be compared with what they become another time. */
export interface Recorded {
  /** In what they are different now. */
  differences(): string[];
  /** In what they will be different still when the stream was heard. */
  amiss(): Promise<string[]>;
}

/** Records what became of them since. */
export function recorder(world: World, before: Saved, known: ReadonlySet<string>): () => Recorded {
  const { t, tables } = world;
  const old = new Set(eventsIn(before.tables, tables.main).map(({ id }) => id));
  const effects = (): string[] => [
    ...changesOf(before.tables, tables.moment(), known),
    ...new Set([t.work, t.openings, t.dispatches].flat().map((each) => plain(JSON.stringify(each), known))),
  ];

  return () => {
    const effect = effects();
    const then = saved(world);
    let final: readonly string[] | undefined;
    const different = (): string[] => differences(effect, effects());

    async function amiss(): Promise<string[]> {
      const now = different();
      if (now.length === 0) return [];
      const here = saved(world);
      try {
        if (final === undefined) {
          then.restore();
          await drain(world, new Set(old));
          final = effects();
          here.restore();
        }
        await drain(world, new Set(old));
        return differences(final, effects());
      } catch (error) {
        return [...now, String(error)];
      } finally {
        here.restore();
      }
    }
    return { differences: different, amiss };
  };
}
