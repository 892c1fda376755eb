import en from './texts.en.json' with { type: 'json' };
import zh from './texts.zh.json' with { type: 'json' };
import { textsOf } from './texts-of.ts';

/** What every page says. */
export const useText = textsOf(zh, en);
