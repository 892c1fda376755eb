import { textsOf } from '../texts-of.ts';
import en from './texts.en.json' with { type: 'json' };
import zh from './texts.zh.json' with { type: 'json' };

/** What documents say of awards, freight, deductions and agreements. */
export const useText = textsOf(zh, en);
