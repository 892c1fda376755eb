import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { item, type Party, party, published, tenderBody } from '../support/world.ts';

describe('rules of procedure over HTTP', () => {
  let t: TestApp;
  let buyer: Party;
  const drafted = async (more: object) => {
    const { status, body } = await t.call('POST', '/v1/tenders', tenderBody(more), { as: buyer.sub });
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id as string;
  };
  const check = async (id: string) =>
    (await t.call('POST', `/v1/tenders/${id}/check`, undefined, { as: buyer.sub })).body;

  beforeAll(async () => {
    t = await testApp();
    buyer = await party(t.call, 1, 'buyer');
  });

  it('a pack is data: each rule with its number, unit, article, and whether it was read', async () => {
    const { body } = await t.call('GET', '/v1/rule-packs/bidding-compulsory');
    expect(body.minimumDays).toMatchObject({
      value: 20,
      unit: 'day',
      article: expect.stringContaining('第二十四条'),
      verified: true,
    });
    expect((await t.call('GET', '/v1/rule-packs/bidding-compulsory?day=1999-01-01')).body.code).toBe(
      'rule-pack-unknown',
    );
    expect((await t.call('GET', '/v1/rule-packs/barter')).status).toBe(400);
  });

  it('a check names what is refused, what needs a signed reason and what is advised, each with its article', async () => {
    const id = await drafted({
      title: '2026年度螺纹钢采购（限三明市企业）',
      fairReview: undefined,
      deadline: '2026-03-12T09:00:00+08:00',
      requirements: [
        { key: 'local', kind: 'qualification', text: '须在三明市注册并设有本地分支机构', completable: false },
      ],
      lots: [
        {
          title: '螺纹钢',
          items: [item()],
          estimate: { amount: '350000.00', currency: 'CNY' },
          bidSecurity: { amount: '7000.01', currency: 'CNY' },
        },
      ],
    });
    const { publishable, findings } = await check(id);
    expect(publishable).toBe(false);
    const refused = findings.filter((one: { severity: string }) => one.severity === 'refused');
    expect(refused.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`)).toEqual(
      expect.arrayContaining([
        'deadline-too-early /deadline',
        'fair-review-missing /fairReview',
        'words-address /title',
        'words-address /requirements/0/text',
        'words-local-branch /requirements/0/text',
        'bid-security-high /lots/0/bidSecurity',
      ]),
    );
    for (const one of findings) {
      expect([one.code, one.article]).toEqual([one.code, expect.stringMatching(/.{4,}/)]);
      expect([one.message.zh, one.message.en].every((text) => text && !text.includes('{'))).toBe(true);
    }
    const refusal = await t.call('POST', `/v1/tenders/${id}/publication`, undefined, { as: buyer.sub });
    expect([refusal.status, refusal.body.code]).toEqual([422, 'not-publishable']);
    expect(refusal.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain('/lots/0/bidSecurity');
    expect((await t.call('GET', `/v1/tenders/${id}`, undefined, { as: buyer.sub })).body.status).toBe('draft');
    expect((await t.call('POST', `/v1/tenders/${id}/check`, undefined, { as: 'stranger' })).status).toBe(404);
  });

  it('a finding that needs a reason stands in the way until the reason is signed into the documents', async () => {
    const id = await drafted({ regime: 'soe-voluntary', title: '采购指定品牌“闽岳”螺纹钢' });
    const before = await check(id);
    expect(before.publishable).toBe(false);
    const [words] = before.findings.filter((one: { code: string }) => one.code === 'words-brand');
    expect(words).toMatchObject({ severity: 'justify', pointer: '/title' });
    const refusal = await t.call('POST', `/v1/tenders/${id}/publication`, undefined, { as: buyer.sub });
    expect(refusal.body.code).toBe('words-brand');
    const justifications = [{ code: words.code, pointer: words.pointer, reason: '既有设备配套，仅此品牌兼容。' }];
    const revised = await t.call('PATCH', `/v1/tenders/${id}`, { justifications }, { as: buyer.sub });
    expect(revised.status, JSON.stringify(revised.body)).toBe(200);
    const after = await check(id);
    expect(after.publishable).toBe(true);
    expect(after.findings.find((one: { code: string }) => one.code === 'words-brand').justification).toContain('配套');
    const done = await t.call('POST', `/v1/tenders/${id}/publication`, undefined, { as: buyer.sub });
    expect(done.body).toMatchObject({ status: 'published', justifications });
  });

  it('a ceremony that is not arranged stands in the way too', async () => {
    const id = await drafted({ regime: 'soe-voluntary', openingMode: 'ceremony' });
    const { publishable, findings } = await check(id);
    expect([publishable, findings[0].code, findings[0].pointer]).toEqual([
      false,
      'ceremony-not-arranged',
      '/openingMode',
    ]);
  });

  it('scoring of what may not be scored is refused; methods are those of the pack', async () => {
    const bands = [{ title: '按注册资本', from: '0', to: '100' }];
    const scoring = { priceWeight: '0.60', factors: [{ key: 'capital', title: '注册资本', weight: '0.40', bands }] };
    const id = await drafted({ method: 'scoring', lots: [{ title: '螺纹钢', items: [item()], scoring }] });
    expect((await check(id)).findings).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'unscorable', severity: 'refused' })]),
    );
    const options = [
      { title: '是', value: '0.10' },
      { title: '否', value: '0' },
    ];
    const lots = [{ title: '螺纹钢', items: [item()], criteria: [{ key: 'green', title: '绿色建材', options }] }];
    const weighted = await drafted({ method: 'weighted-price', lots });
    expect((await check(weighted)).findings).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'method-not-allowed', severity: 'refused' })]),
    );
  });

  it('a timeline gives every date with its rule, the days skipped and the earliest lawful alternative', async () => {
    const id = await drafted({ deadline: '2026-03-20T09:00:00+08:00' });
    const { body } = await t.call('GET', `/v1/tenders/${id}/timeline`, undefined, { as: buyer.sub });
    const at = (code: string) => body.items.find((one: { code: string }) => one.code === code);
    expect(at('deadline')).toMatchObject({
      day: '2026-03-20',
      earliest: '2026-03-23',
      lawfulAlternative: '2026-03-23',
      skipped: ['2026-03-22'],
      name: { zh: expect.any(String), en: expect.any(String) },
      rule: { value: 20, unit: 'day', article: expect.stringContaining('第二十四条') },
    });
    expect((await t.call('GET', `/v1/tenders/${id}/timeline`)).status).toBe(404);
    const tender = await published(t.call, buyer);
    const open = await t.call('GET', `/v1/tenders/${tender.id}/timeline`);
    expect(open.body.items.map(({ code, day }: { code: string; day: string }) => [code, day])).toEqual(
      expect.arrayContaining([
        ['last-clarification', '2026-03-09'],
        ['last-documents-objection', '2026-03-14'],
        ['deadline', '2026-03-24'],
      ]),
    );
  });

  it('the pack that a tender was published under stays its own', async () => {
    const tender = await published(t.call, buyer);
    const { body } = await t.call('GET', `/v1/tenders/${tender.id}`);
    expect(body.rules).toEqual((await t.call('GET', '/v1/rule-packs/bidding-compulsory')).body);
  });
});
