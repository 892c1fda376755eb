import { storeOf, useStore } from './store.ts';

export type Language = 'zh' | 'en';

/** Something in both languages, as the API and the kernel's data have it too. */
export type Words = Readonly<Record<Language, string>>;

/** The choice outlives the tab: it says nothing of who made it. */
const kept = 'jicai.language';

function first(): Language {
  try {
    return localStorage.getItem(kept) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

/** Chinese unless the user chose English. */
export const language = storeOf<Language>(first());
export const useLanguage = (): Language => useStore(language);

export function speak(next: Language): void {
  try {
    localStorage.setItem(kept, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  language.set(next);
}
