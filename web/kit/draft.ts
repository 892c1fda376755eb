import { useState } from 'react';
import { session } from '../session/session.ts';

/*
 * Work that is not sent yet outlives the page, the tab and the session (草稿): it is kept in this browser under the user's
 * subject until it was sent or thrown away. What is secret while it is written (prices of a bid) has no place here; its
 * editor encrypts it first.
 */

const prefix = 'jicai.draft';
const keyOf = (name: string): string => {
  const now = session.get();
  return `${prefix}.${now.status === 'user' ? now.sub : ''}.${name}`;
};

export function draftOf<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(keyOf(name));
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export function keepDraft(name: string, value: unknown): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // A browser that keeps nothing loses a draft, and nothing else.
  }
}

export function forgetDraft(name: string): void {
  localStorage.removeItem(keyOf(name));
}

/** State that is kept until `forget`: `const [lines, setLines, forget] = useDraft('round-…', empty)`. */
export function useDraft<T>(name: string, first: T): readonly [T, (next: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => draftOf<T>(name) ?? first);
  return [
    value,
    (next) => {
      setValue(next);
      keepDraft(name, next);
    },
    () => {
      forgetDraft(name);
      setValue(first);
    },
  ];
}
