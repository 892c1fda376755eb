import { categories } from '../shared/commodity/category.ts';
import commodity from '../shared/commodity/data/problems.json' with { type: 'json' };
import { places } from '../shared/commodity/places.ts';
import http from '../shared/http/data/problems.json' with { type: 'json' };
import type { ProblemText, ProblemTexts } from '../shared/http/problem.ts';
import kernel from '../shared/kernel/data/problems.json' with { type: 'json' };
import sealing from '../shared/sealing/data/problems.json' with { type: 'json' };
import sheet from '../shared/sheet/data/problems.json' with { type: 'json' };
import catalogueImport from './catalogue/data/import-problems.json' with { type: 'json' };
import catalogue from './catalogue/data/problems.json' with { type: 'json' };
import delivery from './contracts/data/delivery-problems.json' with { type: 'json' };
import contracts from './contracts/data/problems.json' with { type: 'json' };
import settlement from './contracts/data/settlement-problems.json' with { type: 'json' };
import jobs from './jobs/data/problems.json' with { type: 'json' };
import joint from './joint/data/problems.json' with { type: 'json' };
import combining from './market/data/combining-problems.json' with { type: 'json' };
import marketEnquiries from './market/data/enquiry-problems.json' with { type: 'json' };
import market from './market/data/problems.json' with { type: 'json' };
import marketReasons from './market/data/reason-problems.json' with { type: 'json' };
import notices from './notices/data/problems.json' with { type: 'json' };
import organisations from './organisations/data/problems.json' with { type: 'json' };
import matchmaking from './showcase/data/matchmaking-problems.json' with { type: 'json' };
import showcase from './showcase/data/problems.json' with { type: 'json' };
import agreement from './tendering/data/agreement-problems.json' with { type: 'json' };
import allocation from './tendering/data/allocation-problems.json' with { type: 'json' };
import committee from './tendering/data/committee-problems.json' with { type: 'json' };
import tendering from './tendering/data/problems.json' with { type: 'json' };
import tenderingRules from './tendering/rules/data/problems.json' with { type: 'json' };

type Text = ProblemTexts[string];
type Named = readonly (readonly [code: string, name: Readonly<Record<keyof Text, string>>])[];

/** A text with the names that the data has for the codes in it. */
function naming({ zh, en }: Text, named: Named): Text {
  const withWords = (text: ProblemText, language: keyof Text): ProblemText => ({
    ...text,
    words: Object.fromEntries(named.map(([code, name]) => [code, name[language]])),
  });
  return { zh: withWords(zh, 'zh'), en: withWords(en, 'en') };
}

/** What a check names by codes: places, goods, and what it found. */
const found: ProblemTexts = {
  'freight-zone-missing': naming(tenderingRules['freight-zone-missing'], places()),
  'standard-goods': naming(
    tenderingRules['standard-goods'],
    categories().map(({ code, name }) => [code, name]),
  ),
  'justification-unused': naming(
    tenderingRules['justification-unused'],
    Object.entries(tenderingRules).map(([code, { zh, en }]) => [code, { zh: zh.title, en: en.title }]),
  ),
};

/** Every problem's texts in Chinese and English, by code. */
export const problemTexts: ProblemTexts = {
  ...http,
  ...kernel,
  ...commodity,
  ...sealing,
  ...organisations,
  ...catalogue,
  ...catalogueImport,
  ...sheet,
  ...tendering,
  ...tenderingRules,
  ...found,
  ...committee,
  ...allocation,
  ...agreement,
  ...joint,
  ...contracts,
  ...delivery,
  ...settlement,
  ...market,
  ...combining,
  ...marketReasons,
  ...showcase,
  ...marketEnquiries,
  ...notices,
  ...matchmaking,
  ...jobs,
};
