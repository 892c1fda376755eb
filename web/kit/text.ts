import en from './texts.en.json';
import zh from './texts.zh.json';
import { textsOf } from './texts-of.ts';

/** What every page says. */
export const useText = textsOf(zh, en);
