export type { Candidate, ParsedSpec, Rest, SpecMeaning, Understood, Unread, WrittenPrice } from './model.ts';
export { maxText } from './model.ts';
export { parseSpec } from './parser.ts';
export { searchTerms } from './search.ts';
export { writeSpec } from './write.ts';
