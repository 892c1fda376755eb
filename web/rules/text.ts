import { textsOf } from '../kit/texts-of.ts';
import en from './texts.en.json' with { type: 'json' };
import zh from './texts.zh.json' with { type: 'json' };

export const useText = textsOf(zh, en);
