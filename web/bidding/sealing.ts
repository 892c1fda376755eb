type Sealer = typeof import('./sealer.ts');

let fetched: Promise<Sealer> | undefined;

/**
 * What seals a bid and checks its receipt. No page waits for it to be read; the editor fetches it as soon as it is there, so that
 * it is at hand however the line or the platform is when the bid is sealed. One that did not come is asked for again.
 */
export function sealer(): Promise<Sealer> {
  fetched ??= import('./sealer.ts').catch((error: unknown) => {
    fetched = undefined;
    throw error;
  });
  return fetched;
}
