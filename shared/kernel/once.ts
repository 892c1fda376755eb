/** Does something when it is first asked for, and gives what came of it from then on; what failed is tried again. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** Operations of which each is asynchronous. */
type Port<Operations> = { readonly [Name in keyof Operations]: (...given: never) => Promise<unknown> };

/** A port whose adapter is made when one of its operations is first called. */
export function onceCalled<Operations extends Port<Operations>>(make: () => Promise<Operations>): Operations {
  const made = once(make);
  const operation =
    (name: keyof Operations) =>
    async (...given: never) =>
      (await made())[name](...given);
  // Awaited as a whole it is no promise.
  return new Proxy({} as Operations, { get: (_, name) => (name === 'then' ? undefined : operation(name as never)) });
}

/** A function of a text whose values are kept, so many at most: then all are forgotten. */
export function keeping<T extends {}>(most: number, of: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const value = of(text);
    if (kept.size >= most) kept.clear();
    kept.set(text, value);
    return value;
  };
}
