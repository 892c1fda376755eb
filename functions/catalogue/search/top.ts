/** The first few of many in an order, by a heap whose head is the last of them. */
export class Top<T> {
  readonly #heap: T[] = [];
  readonly #size: number;
  readonly #compare: (a: T, b: T) => number;

  constructor(size: number, compare: (a: T, b: T) => number) {
    this.#size = size;
    this.#compare = compare;
  }

  /** What any further one must come before; undefined while there is room. */
  get worst(): T | undefined {
    return this.#heap.length < this.#size ? undefined : this.#heap[0];
  }

  add(one: T): void {
    if (this.#heap.length < this.#size) {
      this.#heap.push(one);
      this.#rise(this.#heap.length - 1);
    } else if (this.#isAfter(0, one)) {
      this.#heap[0] = one;
      this.#sink();
    }
  }

  sorted(): T[] {
    return this.#heap.toSorted(this.#compare);
  }

  #isAfter(at: number, one: T): boolean {
    const there = this.#heap[at];
    return there !== undefined && this.#compare(there, one) > 0;
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      const one = this.#heap[parent];
      if (one === undefined || !this.#isAfter(at, one)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      let last = at;
      for (const child of [at * 2 + 1, at * 2 + 2]) {
        const one = this.#heap[last];
        if (one !== undefined && this.#isAfter(child, one)) last = child;
      }
      if (last === at) return;
      this.#swap(at, last);
      at = last;
    }
  }
}
