import { fold } from '../../shared/kernel/text.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type { Poster, Terms } from './events.ts';

/** Three fingerprints of a post (查重指纹): equal ones say the same in ever fewer respects. */
export interface Fingerprints {
  /** All that it says, but when it expires. */
  readonly whole: string;
  /** The same poster, goods and county. */
  readonly goods: string;
  /** The same goods in the same words, whoever posts; none where there are no words. */
  readonly words: string | undefined;
}

/** How a post repeats another (重复类型). */
export type Repetition = 'repeated' | 'similar' | 'copied';

/** A post that this one repeats. */
export interface Duplicate {
  readonly post: string;
  readonly repetition: Repetition;
}

/** What stands under a fingerprint. */
export interface Twin {
  readonly id: string;
  readonly poster: string;
  readonly whole: string;
  readonly members: boolean;
}

export function fingerprintsOf({ id: poster }: Pick<Poster, 'id'>, terms: Terms): Fingerprints {
  const { kind, side, subject, attributes, place, text = '', expiresAt: _, ...rest } = terms;
  const goods = { kind, side, subject, attributes };
  const words = fold(text).replace(/[^\p{L}\p{N}]/gu, '');
  return {
    whole: hashJson({ poster, ...goods, place, words, ...rest }),
    goods: hashJson({ poster, ...goods, division: place.division }),
    words: words === '' ? undefined : hashJson({ ...goods, words }),
  };
}

/** What a post repeats, each once, the plainest repetition first. */
export function duplicatesOf(
  own: string,
  poster: string,
  { whole }: Fingerprints,
  twins: readonly Twin[],
): Duplicate[] {
  const order: readonly Repetition[] = ['repeated', 'similar', 'copied'];
  const repetition = (twin: Twin): Repetition => {
    if (twin.poster !== poster) return 'copied';
    return twin.whole === whole ? 'repeated' : 'similar';
  };
  const found = new Map(twins.filter(({ id }) => id !== own).map((twin) => [twin.id, repetition(twin)]));
  return [...found]
    .map(([post, how]) => ({ post, repetition: how }))
    .sort((a, b) => order.indexOf(a.repetition) - order.indexOf(b.repetition) || (a.post < b.post ? -1 : 1));
}
