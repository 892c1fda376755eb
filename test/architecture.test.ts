import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import onOneMachine from '../functions/local/data/problems.json' with { type: 'json' };
import { problemTexts } from '../functions/problems.ts';
import type { ProblemTexts } from '../shared/http/problem.ts';
import { cycleIn } from './support/cycles.ts';
import { filesUnder, type Source, sourcesUnder, textOf } from './support/sources.ts';

const project = sourcesUnder('functions', 'shared', 'infra', 'cli', 'demo', 'bench', 'web').filter(
  // Made by the build from the application itself.
  ({ path }) => path !== 'web/api/schema.ts',
);
const tests = sourcesUnder('test');
const sources = project.filter(({ path }) => /^(functions|shared)\//.test(path));

/** What runs everything on one machine, and what wires the contexts. */
const notContexts = ['local', 'wiring'];
const contexts = readdirSync('functions', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !notContexts.includes(entry.name))
  .map(({ name }) => name);

/** Named by a verb: they need more than one aggregate, or a port. */
const useCases = [
  'functions/catalogue/publish-catalogue.ts',
  'functions/catalogue/review-admission.ts',
  'functions/catalogue/update-prices.ts',
  'functions/catalogue/load-index.ts',
  'functions/catalogue/rebuild-index.ts',
  'functions/catalogue/import-products.ts',
  'functions/contracts/correct-statement.ts',
  'functions/contracts/gather-settlement.ts',
  'functions/contracts/issue-statement.ts',
  'functions/contracts/record-points.ts',
  'functions/contracts/answer-call-off.ts',
  'functions/contracts/deem-acceptance.ts',
  'functions/contracts/follow-call-off.ts',
  'functions/contracts/move-quota.ts',
  'functions/contracts/place-call-off.ts',
  'functions/contracts/place-plain-order.ts',
  'functions/contracts/settle-competition.ts',
  'functions/contracts/watch-agreement.ts',
  'functions/jobs/export-list.ts',
  'functions/jobs/run-job.ts',
  'functions/jobs/start-job.ts',
  'functions/market/combine-offers.ts',
  'functions/market/close-enquiries.ts',
  'functions/market/conduct.ts',
  'functions/market/find-matches.ts',
  'functions/market/keep-record.ts',
  'functions/market/follow-source.ts',
  'functions/market/make-plan.ts',
  'functions/market/gather-offers.ts',
  'functions/market/keep-matches.ts',
  'functions/market/rebuild-blocks.ts',
  'functions/market/read-feed.ts',
  'functions/notices/conduct.ts',
  'functions/notices/send.ts',
  'functions/notices/tell.ts',
  'functions/organisations/conduct.ts',
  'functions/showcase/follow-intents.ts',
  'functions/showcase/follow-market.ts',
  'functions/showcase/live-conduct.ts',
  'functions/showcase/tell-interested.ts',
  'functions/showcase/make-timetable.ts',
  'functions/showcase/matchmaking-conduct.ts',
  'functions/showcase/read-timetable.ts',
  'functions/tendering/allocate.ts',
  'functions/tendering/bundle.ts',
  'functions/tendering/call-for-shares.ts',
  'functions/tendering/gather-work.ts',
  'functions/tendering/lock-documents.ts',
  'functions/tendering/record-allocation.ts',
  'functions/tendering/open.ts',
  'functions/tendering/send-bid.ts',
  'functions/tendering/check-uploaded.ts',
  'functions/tendering/sign-heads.ts',
  'functions/tendering/unlock.ts',
];
const contextOf = (path: string) => contexts.find((context) => path.startsWith(`functions/${context}/`));
const isEdge = (path: string) =>
  /\/(routes|[\w-]+-routes|schemas|[\w-]+-schemas|store|[\w-]+-store|on)\.ts$/.test(path) || useCases.includes(path);
const isPure = (path: string) =>
  /^shared\/(kernel|commodity)\//.test(path) || (contextOf(path) !== undefined && !isEdge(path));

const isAws = (of: string) => of.startsWith('@aws-sdk/');
const isTable = (of: string) => of.startsWith('shared/table/');

/** `a imports b` for each import that breaks a fence. */
function breaches(files: readonly Source[], breaks: (path: string, of: string, typeOnly: boolean) => boolean) {
  return files.flatMap(({ path, imports }) =>
    imports.filter(({ of, typeOnly }) => breaks(path, of, typeOnly)).map(({ of }) => `${path} imports ${of}`),
  );
}

describe('fences', () => {
  test('there is something to keep in', () => {
    expect(contexts).toContain('tendering');
    expect(sources.filter(({ path }) => isPure(path)).length).toBeGreaterThan(20);
    for (const useCase of useCases) expect(project.map(({ path }) => path)).toContain(useCase);
  });

  test('shared/ knows no context, and nothing else of what stands on it', () => {
    const found = breaches(
      sources,
      (path, of) => path.startsWith('shared/') && /^(functions|infra|cli|demo)\//.test(of),
    );
    expect(found).toEqual([]);
  });

  test('contexts meet in events, as types, and know nothing of what wires them', () => {
    const found = breaches(sources, (path, of, typeOnly) => {
      const [from, to] = [contextOf(path), contextOf(of)];
      if (from === undefined || from === to || !of.startsWith('functions/')) return false;
      return !typeOnly || of !== `functions/${to}/events.ts`;
    });
    expect(found).toEqual([]);
  });

  test('pure files take time, ids and what is stored as data', () => {
    const found = breaches(
      sources.filter(({ path }) => isPure(path)),
      (_, of) => isAws(of) || /^(node:|hono|@hono\/)/.test(of) || /^shared\/(http|table|ports)\//.test(of),
    );
    expect(found).toEqual([]);
  });

  test('pure files stand on pure files of their context', () => {
    const found = breaches(
      sources.filter(({ path }) => isPure(path)),
      (path, of) => contextOf(of) !== undefined && contextOf(of) === contextOf(path) && isEdge(of),
    );
    expect(found).toEqual([]);
  });

  test('sealing runs in browsers', () => {
    const inSealing = sources.filter(({ path }) => path.startsWith('shared/sealing/'));
    expect(breaches(inSealing, (_, of) => isAws(of) || /^(node:|shared\/(http|table|ports)\/)/.test(of))).toEqual([]);
  });

  test('the table is known to stores, and to what wires and feeds them', () => {
    const wiring = /^functions\/(platform|aws|opening-deps|opening-aws)\.ts$/;
    const typesOnly = /^functions\/(stream|clock|tick|react|reaction)\.ts$/;
    const found = breaches(project, (path, of, typeOnly) => {
      if (path.startsWith('demo/') && of === 'shared/table/local.ts') return false;
      if (!isTable(of) || /^(shared\/table\/|infra\/|bench\/|functions\/local[./])/.test(path)) return false;
      if (/^functions\/\w+\/([\w-]+-)?store\.ts$/.test(path) || wiring.test(path)) return false;
      return !(typesOnly.test(path) && (typeOnly || of === 'shared/table/stream.ts'));
    });
    expect(found).toEqual([]);
  });

  test('the AWS SDK is known to the table, the ports and functions/aws.ts', () => {
    const found = breaches(
      sources,
      (path, of) => isAws(of) && !/^(shared\/(table|ports)\/|functions\/aws\.ts$)/.test(path),
    );
    expect(found).toEqual([]);
  });

  test('the console knows what is pure, asks the API for the rest, and nothing stands on it', () => {
    const inBrowser = project.filter(({ path }) => /^web\/(?!build\/)/.test(path));
    expect(inBrowser.length).toBeGreaterThan(20);
    const house = /^(functions|infra|cli|demo|bench|test|web\/build|shared\/(?!kernel\/|commodity\/|sealing\/))/;
    // What checks a tender is the same on a command line and in a browser.
    const isVerifier = (path: string, of: string, typeOnly: boolean) =>
      of === 'functions/tendering/verification.ts' &&
      (path === 'web/verify/answer.ts' || (typeOnly && path === 'web/verify/asked.ts'));
    const outside = (path: string, of: string, typeOnly: boolean) =>
      (house.test(of) && !isVerifier(path, of, typeOnly)) || /^(node:|hono|@hono\/)/.test(of) || isAws(of);
    expect(breaches(inBrowser, outside)).toEqual([]);
    const others = project.filter(({ path }) => !path.startsWith('web/'));
    // A bench builds what it measures as the console is built.
    const builds = (path: string, of: string) => path.startsWith('bench/') && of.startsWith('web/build/');
    expect(breaches(others, (path, of) => of.startsWith('web/') && !builds(path, of))).toEqual([]);
  });

  test('contexts of the console do not import each other', () => {
    const common = ['api', 'app', 'build', 'kit', 'session'];
    const folder = (path: string) => path.match(/^web\/([\w-]+)\//)?.[1];
    const found = breaches(project, (path, of) => {
      const [from, to] = [folder(path), folder(of)];
      return from !== undefined && to !== undefined && from !== to && ![from, to].some((each) => common.includes(each));
    });
    expect(found).toEqual([]);
  });

  test('nothing that runs knows the tests', () => {
    expect(breaches(project, (path, of) => of.startsWith('test/') && !path.startsWith('bench/'))).toEqual([]);
  });
});

describe('form', () => {
  test.each(['api', 'stream', 'clock', 'opening', 'work'])('the Lambda entry %s decides nothing', (entry) => {
    expect(textOf(`functions/${entry}.ts`)).not.toMatch(/\b(if|switch)\b|\s\?\s/);
  });

  test('no file is longer than 300 lines', () => {
    const long = [...project, ...tests].filter(({ text }) => text.split('\n').length - 1 > 300);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test('no cycle of imports', () => {
    const knot = ['a', 'b', 'c'].map((path) => ({
      path,
      text: '',
      imports: [{ of: path === 'c' ? 'b' : path === 'a' ? 'b' : 'c', typeOnly: true }],
    }));
    expect(cycleIn(knot)).toEqual(['b', 'c', 'b']);
    expect(cycleIn([...project, ...tests])).toBeUndefined();
  });

  test('no schema is asked before Zod is loaded', () => {
    const asking = sources.filter(({ text }) => /\.safeParse(Async)?\(/.test(text));
    expect(asking.length).toBeGreaterThan(3);
    expect(asking.filter(({ text }) => !/zod-now\.ts'|await zodLoaded\(/.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  test('no default exports', () => {
    const found = [...project, ...tests].filter(({ text }) => /^export default\b|\bas default\b/m.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('no floats', () => {
    const found = sources.filter(({ text }) =>
      /parseFloat\(|toFixed\(|\bNumber\([^)]*(amount|price|quantity|rate)/i.test(text),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('no package registry is named', () => {
    const files = [
      ...filesUnder(['functions', 'shared', 'infra', 'cli', 'demo', 'bench', 'bin', 'docs', 'web', '.ci'], ''),
      ...readdirSync('.').filter((name) => /\.(json|ts|md)$/.test(name)),
    ];
    const host = /registry\.[\w.-]+\.\w+|\bnpmjs\.|npmmirror|yarnpkg\.com|"resolved":/;
    expect(files.filter((path) => host.test(textOf(path)))).toEqual([]);
  });
});

describe('every refusal is worded', () => {
  /** Words in the place of a code that no caller is refused with: Zod's own. */
  const notRefusals = ['custom'];

  const texts: ProblemTexts = { ...problemTexts, ...onOneMachine };
  const codes = new Map<string, string>();
  for (const { path, text } of sources) for (const code of codesIn(text)) codes.set(code, path);
  const refused = [...codes].filter(([code]) => !notRefusals.includes(code));

  test('there are codes to word', () => {
    expect(codes.size).toBeGreaterThan(80);
    for (const code of notRefusals) expect(codes.keys()).toContain(code);
  });

  test('in kebab case', () => {
    expect(refused.filter(([code]) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  test('once: no two catalogues word the same code differently', () => {
    const worded = new Map<string, string>();
    const twice = filesUnder(['functions', 'shared'], 'problems.json').flatMap((path) =>
      Object.entries(JSON.parse(textOf(path)) as object).filter(([code, words]) => {
        const before = worded.get(code);
        worded.set(code, JSON.stringify(words));
        return before !== undefined && before !== JSON.stringify(words);
      }),
    );
    expect(twice.map(([code]) => code)).toEqual([]);
  });

  test('in Chinese and in English', () => {
    const unworded = refused.filter(([code]) => {
      const { zh, en } = texts[code] ?? {};
      return ![zh?.title, zh?.detail, en?.title, en?.detail].every(Boolean);
    });
    expect(unworded).toEqual([]);
  });
});

/** The codes that a source throws or that its schemas refuse with. */
test('each schema of the API has a name of its own', () => {
  const names = sourcesUnder('functions', 'shared').flatMap(({ text }) =>
    [...text.matchAll(/\.openapi\(\s*'([A-Z]\w+)'/g)].map(([, name = '']) => name),
  );
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
});

function codesIn(text: string): string[] {
  const forms = [
    /new DomainError\(\s*'[a-z-]+',\s*'([^']+)'/g,
    /fieldError\(\s*'([^']+)'/g,
    /\b(?:unique|error|code): '([a-z][a-z0-9-]+)'/g,
    /\.(?:refine|regex|min|max|length)\([^;]*?,\s*'([a-z]+(?:-[a-z0-9]+)*)',?\s*\)/g,
  ];
  return forms.flatMap((form) => [...text.matchAll(form)].map(([, code = '']) => code));
}
