import { expect, it } from 'vitest';
import { loop } from '../../functions/local/loop.ts';

it('ends what is under way at its next step, begins nothing more, and calls neither a failure', async () => {
  const failures: unknown[] = [];
  const steps: number[] = [];
  let goOn = (): void => {};
  const job = async (ending: AbortSignal): Promise<void> => {
    for (let step = 1; step <= 100; step += 1) {
      ending.throwIfAborted();
      steps.push(step);
      if (step === 2) await new Promise<void>((resolve) => (goOn = resolve));
    }
  };
  const repeated = loop(job, 1000, (error) => failures.push(error));
  const runs = [repeated.run(), repeated.run()];
  await expect.poll(() => steps).toEqual([1, 2]);
  const stopped = repeated.stop();
  goOn();
  await Promise.all([stopped, ...runs]);
  expect([steps, failures]).toEqual([[1, 2], []]);
});

it('tells of what fails, and goes on', async () => {
  const failures: unknown[] = [];
  const fault = new Error('fault');
  const repeated = loop(
    () => Promise.reject(fault),
    1000,
    (error) => failures.push(error),
  );
  await repeated.run();
  await repeated.run();
  expect(failures).toEqual([fault, fault]);
});
