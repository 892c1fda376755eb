import type { TestProject } from 'vitest/node';
import { fillPlatform, startPlatform } from './platform.ts';

declare module 'vitest' {
  interface ProvidedContext {
    platform: string;
    filled: string;
  }
}

/** One platform for whoever only looks, and a filled one for journeys that move the clock: each starts a copy of it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, forget } = await fillPlatform();
  const { url, stop } = await startPlatform(folder);
  project.provide('filled', folder);
  project.provide('platform', url);
  return async () => {
    await stop();
    forget();
  };
}
