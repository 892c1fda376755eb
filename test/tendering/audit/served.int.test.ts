import { beforeAll, describe, expect, it } from 'vitest';
import { recompute } from '../../../functions/tendering/recompute.ts';
import { tick } from '../../../functions/tick.ts';
import { type Bundle, readBundle } from '../../../shared/sealing/bundle.ts';
import type { Jwks } from '../../../shared/sealing/jws.ts';
import { verifyBundle } from '../../../shared/sealing/verify.ts';
import { testApp } from '../../support/app.ts';
import { openedWith, publishedAs, reported } from '../../support/committee.ts';
import { type Party, parties, party } from '../../support/world.ts';
import { mutations } from './mutations.ts';

describe('a bundle as it is served', () => {
  let bundle: Bundle;
  let keys: Jwks;

  beforeAll(async () => {
    const t = await testApp();
    const buyer = await party(t.call, 1, 'buyer');
    const bidders = await parties(t.call, 10, 3);
    const requirements = [
      { key: 'licence', kind: 'qualification', text: '具有有效的营业执照', completable: true },
    ] as const;
    const estimate = { amount: '360000.00', currency: 'CNY' } as const;
    const tender = await publishedAs(t, buyer, { requirements, lots: [{ estimate } as never] });
    await openedWith(
      t,
      tender,
      bidders.map((bidder, n): readonly [Party, string] => [bidder, `${3500 - n}`]),
    );
    await reported(t, tender, buyer, bidders);
    const post = async (path: string, body?: unknown) => {
      const answer = await t.call('POST', `/v1/tenders/${tender.id}${path}`, body, { as: buyer.sub });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    };
    await post('/candidates', {});
    t.clock.now += 6 * 86_400_000;
    await post('/award');
    await post('/succession', { lot: tender.lots[0]?.id, ground: 'withdrew', reason: '中标人放弃中标' });
    t.clock.now += 3 * 86_400_000;
    await tick(t.deps);
    bundle = (await t.call('GET', `/v1/tenders/${tender.id}/verification`)).body;
    keys = (await t.call('GET', '/.well-known/jicai-receipts.json')).body;
  });

  it('holds in every point, and shows what was private then', async () => {
    const { findings } = await verifyBundle(readBundle(bundle), { keys, recompute });
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['report-signed', 'committee-by-rule', 'candidates-follow', 'succession-follows']),
    );
    expect(bundle.revealed).toMatchObject([{ seq: 1, name: 'estimates' }]);
    expect(bundle.headSignatures).toHaveLength(3);
    expect(JSON.stringify(bundle)).not.toMatch(/十日内到货|expert-\d|supplier-\d/);
  });

  it('does not when anything is changed: every field, of the rules every seventh', async () => {
    const isFound = async (value: unknown): Promise<boolean> => {
      try {
        return !(await verifyBundle(readBundle(value), { keys, recompute })).ok;
      } catch {
        return true;
      }
    };
    const seen = new Set<string>();
    const missed: string[] = [];
    for (const { name, made } of mutations(bundle as never)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const ofRules = /^\.rulePack\.|\.data\.rules\./.test(name) && seen.size % 7 > 0;
      if (!ofRules && !(await isFound(made()))) missed.push(name);
    }
    expect(missed).toEqual([]);
    expect(seen.size).toBeGreaterThan(1500);
  });
});
