import { describe, expect, it } from 'vitest';
import { forEachOf } from '../../shared/kernel/pool.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('many at a time', () => {
  it('does each once, and never more than the limit at a time', async () => {
    const seen: number[] = [];
    let [now, most] = [0, 0];
    await forEachOf(
      Array.from({ length: 50 }, (_, n) => n),
      8,
      async (n) => {
        now += 1;
        most = Math.max(most, now);
        await turn();
        seen.push(n);
        now -= 1;
      },
    );
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(most).toBe(8);
  });

  it('throws the first failure once what was under way has ended, and begins nothing new', async () => {
    let [begun, ended] = [0, 0];
    const failing = forEachOf(
      (async function* () {
        for (let n = 0; ; n += 1) yield n;
      })(),
      4,
      async (n) => {
        begun += 1;
        await turn();
        ended += 1;
        if (n === 5) throw new Error('five');
      },
    );
    await expect(failing).rejects.toThrow('five');
    expect(ended).toBe(begun);
    expect(begun).toBeLessThan(16);
  });
});
