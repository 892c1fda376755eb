import { describe, expect, it } from 'vitest';
import { recompute } from '../../../functions/tendering/recompute.ts';
import { readBundle } from '../../../shared/sealing/bundle.ts';
import { verifyBundle } from '../../../shared/sealing/verify.ts';
import { receiptKey } from '../../sealing/fixtures.ts';
import { stories } from './stories.ts';

const keys = { keys: [receiptKey.publicJwk] };

describe('a bundle of an honest tender holds in every point', () => {
  it.each(Object.entries(stories))('%s', async (_, story) => {
    const { findings } = await verifyBundle(readBundle(await story()), { keys, recompute });
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  });
});
