import { describe, expect, it } from 'vitest';
import { contexts } from '../../functions/contexts.ts';
import { type Adapters, buildPlatform } from '../../functions/platform.ts';
import { Router } from '../../shared/http/router.ts';

/** Nothing is asked while routes are added. */
const platform = buildPlatform({ config: {}, secrets: {}, now: () => 0 } as unknown as Adapters);

/** Which of all paths a request for this one comes to: the longest that it begins with. */
function beginning(route: string): string | undefined {
  const steps = route.split('/');
  const begins = (path: string) =>
    path.split('/').every((step, at) => step === steps[at] || (step.startsWith(':') && steps[at] !== undefined));
  const all = contexts.flatMap(({ paths }) => paths).filter(begins);
  return all.sort((a, b) => b.split('/').length - a.split('/').length)[0];
}

describe('a context is loaded by the paths that are listed for it', () => {
  it('each of its routes begins with one of them, and with no longer one of another', async () => {
    for (const { paths, load } of contexts) {
      const router = new Router();
      (await load()).routes(router, platform);
      expect(router.endpoints.length).toBeGreaterThan(0);
      const begun = router.endpoints.map(({ path }) => beginning(path.replaceAll(/\{(\w+)\}/g, ':$1')));
      expect([...new Set(begun)].sort()).toEqual([...paths].sort());
    }
  });
});
