import type { Words } from '../kit/language.ts';

/** Somebody of the demo, as whom a visitor of a platform on one machine may look around. */
export interface Person {
  readonly sub: string;
  readonly name: string;
  readonly organisation?: string;
  readonly role: Words;
}

/** How one signs in here, served at `/console.json`: nothing in it is secret. */
export interface ConsoleSettings {
  readonly signIn:
    | { readonly kind: 'people'; readonly people: readonly Person[] }
    | { readonly kind: 'oidc'; readonly issuer: string; readonly clientId: string; readonly scope: string };
}

let asked: Promise<ConsoleSettings> | undefined;

export function consoleSettings(): Promise<ConsoleSettings> {
  asked ??= fetch('/console.json').then(async (response) => {
    if (!response.ok) throw new Error(`console.json: ${response.status}`);
    return (await response.json()) as ConsoleSettings;
  });
  // What failed may be asked again.
  asked.catch(() => {
    asked = undefined;
  });
  return asked;
}
