import { type Call, type Injected, isWrite } from '../support/faulty.ts';

/** What may go wrong with a call: a read leaves nothing behind, so that it matters only that it fails. */
export function faultsOf(call: Call): readonly Injected[] {
  if (!isWrite(call)) return [{ before: 'throttled' }];
  const whole: readonly Injected[] = [
    { before: 'death' },
    { after: 'death' },
    { before: 'throttled' },
    { after: 'time-out' },
  ];
  return call.command.includes('.') ? whole : [...whole, { before: 'conflict' }];
}

export const named = (injected: Injected): string => Object.entries(injected).flat().join(' ');
