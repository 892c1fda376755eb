import { expect, it } from 'vitest';
import { keeping, once, onceCalled } from '../../shared/kernel/once.ts';

it('is done when first asked, for all who ask, and again only after it failed', async () => {
  const made: number[] = [];
  const asked = once(async () => {
    made.push(made.length);
    if (made.length === 1) throw new Error('not yet');
    return made.length;
  });
  expect(made).toEqual([]);
  await expect(asked()).rejects.toThrow('not yet');
  expect(await Promise.all([asked(), asked()])).toEqual([2, 2]);
  expect(await asked()).toBe(2);
  expect(made).toEqual([0, 1]);
});

it('gives a port whose adapter is made by its first call', async () => {
  let made = 0;
  const port = onceCalled(async () => {
    made += 1;
    return { add: async (a: number, b: number) => a + b, twice: async (a: number) => 2 * a };
  });
  expect(await port).toBe(port);
  expect(made).toBe(0);
  expect([await port.add(1, 2), await port.twice(4), made]).toEqual([3, 8, 1]);
});

it('keeps what came of a text, and never more than so many', () => {
  const asked: string[] = [];
  const length = keeping(2, (text) => {
    asked.push(text);
    if (text === '') throw new Error('nothing');
    return text.length;
  });
  expect(['ab', 'ab', 'abc', 'ab'].map(length)).toEqual([2, 2, 3, 2]);
  expect(asked).toEqual(['ab', 'abc']);
  expect(() => length('')).toThrow('nothing');
  expect(() => length('')).toThrow('nothing');
  expect(['a', 'ab'].map(length)).toEqual([1, 2]);
  expect(asked).toEqual(['ab', 'abc', '', '', 'a', 'ab']);
});
