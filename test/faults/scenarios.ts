const contexts: Readonly<Record<string, readonly string[]>> = {
  organisations: ['http', 'members'],
  catalogue: ['admission', 'import'],
  jobs: ['exports'],
  joint: ['flow', 'reporting'],
  tendering: [
    'committee',
    'ceremony',
    'documents',
    'government',
    'remedies',
    'allocation',
    'after-opening',
    'retender',
    'rules',
    'calendar',
  ],
  contracts: ['call-offs', 'competition', 'deliveries', 'settlement', 'disputes'],
  market: ['http', 'enquiry', 'plan', 'standing', 'matches', 'project'],
  showcase: ['live', 'gains', 'matchmaking'],
  notices: ['notices', 'mail', 'webhooks', 'share-call'],
  http: ['secrets'],
  faults: ['alone'],
};

/** Tests whose commands are carried out with faults. */
export const scenarios: readonly string[] = Object.entries(contexts).flatMap(([context, names]) =>
  names.map((name) => `test/${context}/${name}.int.test.ts`),
);

/** Routes that none of them carries out, and why not. */
export const unrehearsed: Readonly<Record<string, string>> = {
  'POST /v1/agreements/{id}/reserves': 'what dies on its way is moved on by the clock, as the system and later',
  'POST /v1/price-indices/{id}/imports': 'asked again it says what was new then, which is nothing',
};
