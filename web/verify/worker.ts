import './no-eval.ts';
import { answer } from './answer.ts';
import type { Asked } from './asked.ts';

/* Runs the verifier of the command line beside the page, which stays awake. It asks nobody anything. */

self.addEventListener('message', async ({ data }: MessageEvent<Asked>) => self.postMessage(await answer(data)));
