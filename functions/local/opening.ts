import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { JWK } from 'jose';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { ReceiptKey, SealingKey, SealingKeys, Secrets } from '../../shared/ports/keys.ts';
import type { Queue } from '../../shared/ports/queue.ts';
import type { CallName, OpeningMessage, OpeningReady, OpeningRequest, OpeningSettings } from './opening-protocol.ts';

/** The opening process as its parent has it: proxies, and no key that opens anything. */
export interface LocalOpening {
  readonly sealingKeys: SealingKeys;
  readonly receiptKey: ReceiptKey;
  readonly secrets: Secrets;
  /** Carried out at once: sent when the opening has ended. A tender that is being opened is not opened twice. */
  readonly openings: Queue<{ readonly tender: string }>;
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface LocalOpeningDeps {
  readonly log: Log;
  now(): number;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const program = fileURLToPath(new URL('./opening-process.ts', import.meta.url));
/** Between a death and the next start, so that one that dies at once does not spin. */
const restartMs = 200;
const stopMs = 3000;

/** Starts the opening process, and starts it again whenever it dies. @throws when it dies before it is ready. */
export async function startOpening(settings: OpeningSettings, deps: LocalOpeningDeps): Promise<LocalOpening> {
  const pending = new Map<number, Pending>();
  const opening = new Map<string, Promise<unknown>>();
  let last = 0;
  let stopping = false;
  let child: ChildProcess;
  let ready: OpeningReady | undefined;

  /** Forks; settles when the process is ready, or has died before that. */
  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      child = fork(program, [JSON.stringify(settings)], {
        env: {},
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      child.on('message', (message: OpeningMessage) => {
        if ('ready' in message) {
          ready = message.ready;
          resolve();
        } else if ('log' in message) {
          deps.log[message.log](message.message, message.fields);
        } else {
          settle(message);
        }
      });
      child.once('exit', () => {
        for (const { reject: fail } of pending.values()) fail(unavailable());
        pending.clear();
        reject(new Error('the opening process ended before it was ready'));
        if (!stopping && ready !== undefined) setTimeout(restart, restartMs);
      });
    });
  }

  function restart(): void {
    if (stopping) return;
    deps.log.error('opening-restarted', {});
    start().catch(() => {});
  }

  function settle(message: Extract<OpeningMessage, { readonly id: number }>): void {
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if ('failed' in message) waiting?.reject(unavailable());
    else waiting?.resolve(message.value);
  }

  function call(name: CallName, argument: string | Uint8Array): Promise<unknown> {
    return new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      const request: OpeningRequest = { id, now: deps.now(), call: name, argument };
      pending.set(id, { resolve, reject });
      if (child.connected) child.send(request, (error) => error && settle({ id, failed: true }));
      else settle({ id, failed: true });
    });
  }

  await start();
  return {
    sealingKeys: { create: (tender) => call('create', tender) as Promise<SealingKey> },
    receiptKey: {
      kid: async () => ready?.kid ?? '',
      sign: (input) => call('sign', input) as Promise<Uint8Array>,
      jwks: async () => ({ keys: (ready?.jwks.keys ?? []) as JWK[] }),
    },
    secrets: { derive: (purpose) => call('derive', purpose) as Promise<Uint8Array> },
    openings: {
      async send({ tender }) {
        const running = opening.get(tender) ?? call('open', tender).finally(() => opening.delete(tender));
        opening.set(tender, running);
        await running;
      },
    },
    pid: () => child.pid,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      const late = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await ended;
      clearTimeout(late);
    },
  };
}

const unavailable = (): DomainError => new DomainError('unavailable', 'try-again');
