/**
 * Stands in the place of `@rc-component/util/es/Dom/dynamicCSS` and of its twin in the icons (see `web/build/config.ts`): Ant
 * Design writes its styles as it draws. The library's own way is `<style>` elements, which a strict `style-src` forbids to a page without a nonce; sheets
 * that are constructed and adopted are under no such rule, as they cannot come from injected markup.
 */

interface Options {
  readonly mark?: string;
  readonly prepend?: boolean | 'queue';
  readonly priority?: number;
}

interface Adopted {
  readonly key: string;
  readonly rank: number;
  readonly sheet: CSSStyleSheet;
  /** Never in the document: the library hangs its marks on it. */
  readonly handle: HTMLStyleElement;
  css: string;
}

const adopted = new Map<string, Adopted>();

/** Styles of the library's own come first, by their priority; later ones may override them. */
const rankOf = ({ prepend, priority = 0 }: Options): number => (prepend ? priority : Number.MAX_SAFE_INTEGER);

function adopt(): void {
  const ordered = [...adopted.values()].sort((a, b) => a.rank - b.rank);
  document.adoptedStyleSheets = ordered.map(({ sheet }) => sheet);
}

const keyOf = (key: string, { mark = '' }: Options): string => `${mark} ${key}`;

export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  const id = keyOf(key, options);
  const known = adopted.get(id);
  if (known !== undefined) {
    if (known.css !== css) known.sheet.replaceSync(css);
    known.css = css;
    return known.handle;
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const made = { key: id, rank: rankOf(options), sheet, handle: document.createElement('style'), css };
  adopted.set(id, made);
  adopt();
  return made.handle;
}

export function removeCSS(key: string, options: Options = {}): void {
  if (adopted.delete(keyOf(key, options))) adopt();
}

let injected = 0;
export const injectCSS = (css: string, options: Options = {}): HTMLStyleElement => {
  injected += 1;
  return updateCSS(css, `injected ${injected}`, options);
};

export const clearContainerCache = (): void => {};
