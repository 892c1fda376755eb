import { describe, it } from 'vitest';
import type { PostClosed, PostPublished } from '../../functions/market/events.ts';
import { type PostCommand, post } from '../../functions/market/post.ts';
import { checkTerms } from '../../functions/market/terms.ts';
import { given } from '../support/given.ts';
import { at, demandPost, mill, supplyPost, yuan } from './fixtures.ts';

const source = { kind: 'product', id: 'prd_0195f000-0000-7000-8000-000000000001' } as const;
const nextYear = {
  ...supplyPost,
  window: { from: '2026-03-05', to: '2026-12-31' },
  expiresAt: '2026-12-31T16:00:00.000Z',
};
const says = (written: typeof nextYear, more: object = {}): PostCommand =>
  ({ type: 'followSource', at, since: at, source, poster: mill, post: written, ...more }) as PostCommand;
const end: PostCommand = { type: 'endSource', at };

const published: PostPublished = {
  type: 'PostPublished',
  v: 1,
  data: { poster: mill, terms: checkTerms(nextYear, at, { follows: true }), publishedAt: at, source },
};
const closed = (reason: PostClosed['data']['reason'], closedAt = at): PostClosed => ({
  type: 'PostClosed',
  v: 1,
  data: { reason, closedAt },
});
const dearer = { ...nextYear, price: yuan('3400') };
const later = '2026-03-02T01:02:00.000Z';

describe('a post that follows its source', () => {
  it('is made by what the source says, for longer than a written one may stand', () => {
    given(post).when(says(nextYear)).yields(published);
    given(post).when({ type: 'publishPost', at, poster: mill, post: nextYear }).refuses('expiry-too-far', '/expiresAt');
    given(post).when(end).refuses('not-found');
  });

  it('says what the source says, and nothing when it says the same', () => {
    given(post, published).when(says(nextYear)).changesNothing();
    given(post, published)
      .when(says(dearer, { since: later }))
      .yields({ type: 'PostAmended', data: { terms: { price: yuan('3400') }, amendedAt: later } });
    const longer = { ...nextYear, expiresAt: '2026-12-30T16:00:00.000Z' };
    given(post, published)
      .when(says(longer))
      .yields({ type: 'PostRenewed', data: { expiresAt: longer.expiresAt } });
  });

  it('ends with its source, and stands again with it', () => {
    given(post, published).when(end).yields(closed('source-ended'));
    for (const reason of ['source-ended', 'expired'] as const) {
      given(post, published, closed(reason)).when(end).changesNothing();
      given(post, published, closed(reason)).when(says(nextYear)).yields({ type: 'PostRenewed' });
      given(post, published, closed(reason))
        .when(says(dearer))
        .yields({ type: 'PostRenewed' }, { type: 'PostAmended' });
    }
    given(post, published)
      .when(
        says(
          { ...nextYear, window: { from: '2027-01-01', to: '2027-03-31' }, expiresAt: '2027-03-31T16:00:00.000Z' },
          { at: '2027-01-01T00:00:00.000Z' },
        ),
      )
      .yields(closed('expired', nextYear.expiresAt), { type: 'PostRenewed' }, { type: 'PostAmended' });
  });

  it('stays down when it was ordered or taken down', () => {
    for (const reason of ['ordered', 'abuse', 'poster'] as const) {
      given(post, published, closed(reason)).when(says(dearer)).changesNothing();
    }
  });

  it('stands again after a rejection by what was said after it alone', () => {
    const rejected = given(post, published, closed('organisation-rejected'));
    rejected.when(says(dearer)).changesNothing();
    rejected.when(says(nextYear, { since: later })).yields({ type: 'PostRenewed', data: { renewedAt: later } });
    const again = { type: 'PostRenewed', v: 1, data: { expiresAt: nextYear.expiresAt, renewedAt: later } } as const;
    given(post, published, closed('organisation-rejected'), again)
      .when({ type: 'closeRejected', at, event: 'org_1/3' })
      .changesNothing();
  });

  it('is changed where it comes from, and nowhere else', () => {
    const hand: readonly PostCommand[] = [
      { type: 'amendPost', at, changes: { radiusKm: 80 } },
      { type: 'renewPost', at, expiresAt: '2026-04-20T00:00:00.000Z' },
      { type: 'closePost', at },
    ];
    for (const command of hand) given(post, published).when(command).refuses('post-follows-source');
    given(post, { ...published, data: { ...published.data, terms: checkTerms(demandPost, at) } })
      .when({ type: 'noteRecord', at, record: '4/5', change: 1 })
      .yields({ type: 'RecordNoted' });
  });
});
