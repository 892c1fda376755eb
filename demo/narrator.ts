/** Tells the story of a run, and remembers what did not come out as it should. */
export interface Narrator {
  /** A new step (步骤). */
  step(title: string): void;
  say(line: string): void;
  /** Compares what came out with what was worked out by hand. */
  check(what: string, actual: unknown, expected: unknown): void;
  readonly failures: readonly string[];
}

export function narrator(print: (line: string) => void): Narrator {
  const failures: string[] = [];
  let steps = 0;
  return {
    failures,
    step(title) {
      steps += 1;
      print(`\n${String(steps).padStart(2)}. ${title}`);
    },
    say: (line) => print(`    ${line}`),
    check(what, actual, expected) {
      const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
      if (found === wanted) return print(`    ✓ ${what}`);
      failures.push(what);
      print(`    ✗ ${what}：应为 ${wanted}，实为 ${found}`);
    },
  };
}

/** How a run ended, in a line, and its exit code: 1 when anything was off. */
export function verdict(failures: readonly string[], seconds: number): { readonly line: string; readonly code: 0 | 1 } {
  if (failures.length > 0) return { line: `有 ${failures.length} 处不符：${failures.join('；')}`, code: 1 };
  return { line: `全部相符，用时 ${seconds.toFixed(1)} 秒。`, code: 0 };
}

/** `6589889.28` as `6,589,889.28`. */
export const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

/** An instant as a clock on the wall in Sanming shows it. */
export const wallTime = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
