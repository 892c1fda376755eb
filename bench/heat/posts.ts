import type { Candidate } from '../../functions/market/matching/model.ts';
import { postAt } from '../posts.ts';
import { oneOf } from './model.ts';
import { category } from './nation.ts';

const standing = 1_000_000;
const invented = Array.from({ length: 4000 }, (_, at) => postAt(at * 249, standing));
const bySubject = Object.values(Object.groupBy(invented, ({ subject }) => subject)) as Candidate[][];
const rebar = invented.filter(({ subject }) => subject === 'steel.rebar');
const others = bySubject.filter(([first]) => first?.subject !== 'steel.rebar');

/** A post as one of that category is: rebar as often as it is the category, not half of all as in Sanming; the rest evenly. */
export const drawn = (): Candidate => oneOf(category() === 'steel.rebar' ? rebar : oneOf(others));
