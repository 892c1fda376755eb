/**
 * Does something with each of many, at most `limit` at a time, in the order in which they come. The first failure is
 * thrown once what was under way has ended; nothing new is begun after it.
 */
export async function forEachOf<T>(
  many: AsyncIterable<T> | Iterable<T>,
  limit: number,
  act: (one: T) => Promise<void>,
): Promise<void> {
  const source = (async function* () {
    yield* many;
  })();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (failures.length === 0) {
      try {
        const { value, done } = await source.next();
        if (done) return;
        await act(value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  if (failures.length > 0) throw failures[0];
}
