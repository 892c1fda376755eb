import type { TestProject } from 'vitest/node';
import { startPlatform } from './platform.ts';

declare module 'vitest' {
  interface ProvidedContext {
    platform: string;
  }
}

/** One platform for whoever only looks; a journey that moves the clock starts its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPlatform();
  project.provide('platform', url);
  return stop;
}
