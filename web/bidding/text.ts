import { textsOf } from '../kit/texts-of.ts';
import en from './texts.en.json';
import zh from './texts.zh.json';

export const useText = textsOf(zh, en);
