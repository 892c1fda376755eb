import { describe, expect, it } from 'vitest';
import { candidateOf } from '../../functions/market/candidate.ts';
import type { PostEvent } from '../../functions/market/events.ts';
import { fingerprintsOf } from '../../functions/market/fingerprint.ts';
import { rank } from '../../functions/market/matching/rank.ts';
import { type ExistingPost, limits, type PostCommand, post, statusAt } from '../../functions/market/post.ts';
import { room } from '../../functions/market/store.ts';
import { checkTerms, type Written } from '../../functions/market/terms.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { given, refusal } from '../support/given.ts';
import {
  at,
  builder,
  demandPost,
  mill,
  sanyuan,
  shopPost,
  supplyPost,
  today,
  tonnes,
  workPost,
  yongan,
  yuan,
} from './fixtures.ts';

const publish = (written: Written, poster = builder): PostEvent[] => [
  ...post.decide({ type: 'publishPost', at, poster, post: written }, post.initial),
];
const stands = (written: Written, poster = builder) => fold(post, publish(written, poster)) as ExistingPost;
const refuses = (written: object, code: string, pointer?: string) => {
  const error = refusal(() => checkTerms({ ...demandPost, ...written } as Written, at));
  expect([error.code, error.errors[0]?.pointer]).toEqual([code, pointer ?? error.errors[0]?.pointer]);
};

describe('a post', () => {
  it('has room for every drawing and everybody who may see them, however long their names', () => {
    const long = { ...shopPost, text: '文'.repeat(2000), place: { ...sanyuan, address: '路'.repeat(200) } };
    const certificates = Array.from({ length: 20 }, () => ({ type: '证'.repeat(60), validTo: today }));
    const machines = Array.from({ length: 40 }, () => ({ name: '床'.repeat(60), count: 9999 }));
    const file = { name: '图'.repeat(120), mediaType: 'application/pdf', size: 10 ** 8, sha256: 'f'.repeat(64) };
    const drawings = Array.from({ length: limits.drawings }, (_, n) => ({
      id: `drw_${String(n).padStart(36, '0')}`,
      ...file,
    }));
    const firms = Array.from({ length: limits.releases }, (_, n) => `org_${String(n).padStart(36, '0')}`);
    const { uscc } = mill;
    const commands: PostCommand[] = [
      ...drawings.map((drawing) => ({ type: 'attachDrawing', at, drawing }) as never),
      ...firms.flatMap((id): PostCommand[] => [
        { type: 'requestRelease', at, organisation: { id, name: '厂'.repeat(120), uscc }, undertaking: '1' },
        { type: 'releaseDrawings', at, organisation: id },
      ]),
    ];
    let full = stands({ ...long, certificates, machines });
    for (const command of commands) full = fold(post, post.decide(command, full), full) as ExistingPost;
    const size = Buffer.byteLength(JSON.stringify(full));
    expect(full.releases.at(-1)?.drawings).toHaveLength(limits.drawings);
    expect(size).toBeGreaterThan(100 * 1024);
    expect(size).toBeLessThan(room([{ type: 'DrawingsReleased' }]));
    expect(room([{ type: 'PostClosed' }, { type: 'PostRenewed' }]) - room([{ type: 'PostAmended' }])).toBe(4096);
  });

  it('is published once', () => {
    given(post).when({ type: 'publishPost', at, poster: builder, post: demandPost }).yields({ type: 'PostPublished' });
    given(post, ...publish(demandPost))
      .when({ type: 'publishPost', at, poster: builder, post: demandPost })
      .refuses('post-exists');
  });

  it.each<[string, object, string, string?]>([
    ['no category', { category: undefined }, 'category-required', '/category'],
    ['an unknown category', { category: 'steel.rail' }, 'category-unknown', '/category'],
    ['a family', { category: 'steel' }, 'category-not-tradable', '/category'],
    ['a process of goods', { process: 'turning' }, 'unknown-field', '/process'],
    ['a supply that is wanted', { side: 'offered' }, 'not-for-this-side', '/side'],
    [
      'an unknown process',
      { kind: 'processing', category: undefined, process: 'magic', side: 'wanted' },
      'process-unknown',
      '/process',
    ],
    ['a quantity of nothing', { quantity: tonnes('0') }, 'quantity-zero', '/quantity/value'],
    ['a unit of other goods', { quantity: { value: '5', unit: 'MTK' } }, 'unit-not-traded', '/quantity/unit'],
    ['tonnes on no basis', { quantity: { value: '5', unit: 'TNE' } }, 'basis-required', '/quantity/basis'],
    ['a price of nothing', { price: yuan('0') }, 'price-zero', '/price/unitPrice/amount'],
    ['a price by the square metre', { price: { ...yuan('1'), per: 'MTK' } }, 'unit-not-traded', '/price/per'],
    ['a tax of all of it twice', { price: { ...yuan('1'), taxRate: '2' } }, 'tax-rate-out-of-range', '/price/taxRate'],
    ['a window that is over', { window: { from: '2026-02-01', to: '2026-03-01' } }, 'window-past', '/window/to'],
    ['a window of years', { window: { from: '2026-03-01', to: '2027-03-02' } }, 'window-too-long', '/window/to'],
    ['an end now', { expiresAt: at }, 'expiry-past', '/expiresAt'],
    ['an end too far', { expiresAt: '2026-05-31T01:00:00.001Z' }, 'expiry-too-far', '/expiresAt'],
    ['a place nowhere', { place: { division: '990000' } }, 'division-unknown', '/place/division'],
    ['a place elsewhere without a point', { place: { division: '350102' } }, 'point-required', '/place'],
    ['half a point', { place: { division: '350404', lon: '117.6' } }, 'coordinates-incomplete', '/place'],
    ['a swapped point', { place: { ...sanyuan, lon: '26.2', lat: '117.6' } }, 'post-invalid'],
    [
      'or better of what has no order',
      { attributes: { form: { atLeast: 'coil' } } },
      'attributes-invalid',
      '/attributes/form',
    ],
    ['a range without an end', { attributes: { diameter: {} } }, 'attributes-invalid', '/attributes/diameter'],
    [
      'a range without a value',
      { attributes: { diameter: { min: 17, max: 17 } } },
      'attributes-invalid',
      '/attributes/diameter',
    ],
  ])('takes no %s', (_, change, code, pointer) => {
    const error = refusal(() => checkTerms({ ...demandPost, ...change } as Written, at));
    expect([code, 'attribute-not-ordered', 'range-empty', 'range-without-value']).toContain(error.code);
    if (pointer !== undefined) expect(error.errors.map((each) => each.pointer)).toContain(pointer);
  });

  it('takes no member of the other side, no week twice and none that there is not', () => {
    refuses({ freeHours: [] }, 'not-for-this-side', '/freeHours');
    refuses({ ...shopPost, category: undefined, hours: '3', quantity: undefined }, 'not-for-this-side', '/hours');
    const weeks = (...names: string[]) => ({ freeHours: names.map((week) => ({ week, hours: '1' })) });
    refuses(
      { ...shopPost, category: undefined, quantity: undefined, ...weeks('2026-W11', '2026-W11') },
      'week-repeated',
      '/freeHours/1/week',
    );
    refuses(
      { ...shopPost, category: undefined, quantity: undefined, ...weeks('2026-W60') },
      'not-a-week',
      '/freeHours/0/week',
    );
    refuses({ ...supplyPost, minimumOrder: tonnes('861') }, 'minimum-above-quantity', '/minimumOrder/value');
    refuses({ ...supplyPost, attributes: { grade: 'HRB400E' } }, 'attribute-missing', '/attributes/diameter');
  });

  it('is in one written form: values in order, a shop’s numbers as what it can do, the seat for a county', () => {
    const { attributes, place } = checkTerms(
      {
        ...demandPost,
        attributes: { diameter: { oneOf: [20, 16, 20] }, grade: { oneOf: ['HRB400E'] } },
        place: { division: '350427' },
      },
      at,
    );
    expect(attributes).toEqual({ grade: 'HRB400E', diameter: { oneOf: [16, 20] } });
    expect(place).toEqual({ division: '350405', lon: '117.789095', lat: '26.397361', datum: 'GCJ-02' });
    expect(checkTerms(shopPost, at).attributes).toMatchObject({ length: { max: 2000 }, tolerance: { min: 7 } });
    expect(checkTerms(workPost, at).attributes).toMatchObject({ length: 1500, tolerance: 8 });
  });

  it('keeps a hidden quantity, and what may say it, out of the event', () => {
    const [event] = publish({ ...workPost, text: '四十件', quantityHidden: true });
    expect(event).toMatchObject({ private: { quantity: workPost.quantity, hours: '60', text: '四十件' } });
    expect(JSON.stringify(event?.data)).not.toMatch(/"quantity"|"hours"|四十件/);
    expect(stands({ ...workPost, quantityHidden: true }).terms.quantity).toEqual(workPost.quantity);
  });

  it('is amended as a whole, and only while it stands', () => {
    const past = publish(supplyPost);
    const amend = (changes: object, when = at): PostCommand => ({ type: 'amendPost', at: when, changes });
    given(post, ...past)
      .when(amend({ quantity: tonnes('900') }))
      .yields({ type: 'PostAmended', data: { terms: { quantity: tonnes('900') } } });
    given(post, ...past)
      .when(amend({ kind: 'supply', quantity: tonnes('860') }))
      .changesNothing();
    given(post, ...past)
      .when(amend({ side: 'wanted' }))
      .refuses('not-amendable', '/side');
    given(post, ...past)
      .when(amend({ minimumOrder: tonnes('5000') }))
      .refuses('minimum-above-quantity');
    given(post, ...past)
      .when(amend({ radiusKm: 5 }, '2026-04-01T00:00:00.000Z'))
      .refuses('post-closed');
    given(post, ...past)
      .when(amend({ price: null }))
      .yields({ type: 'PostAmended' });
  });

  it('ends when it expires or its window is over, and stands again when it is renewed in time', () => {
    const past = publish(demandPost);
    const over = '2026-03-29T16:00:00.000Z';
    expect(statusAt(stands(demandPost), '2026-03-29T15:59:59.999Z')).toBe('open');
    expect(statusAt(stands(demandPost), over)).toBe('closed');
    const closed = { type: 'PostClosed', data: { reason: 'expired', closedAt: over } };
    given(post, ...past)
      .when({ type: 'timePassed', at: '2026-03-29T15:59:59.999Z' })
      .changesNothing();
    given(post, ...past)
      .when({ type: 'timePassed', at: over })
      .yields(closed);
    given(post, ...past)
      .when({ type: 'renewPost', at: over, expiresAt: '2026-04-02T00:00:00.000Z' })
      .refuses('window-over');
    const supply = publish(supplyPost);
    const renew = { type: 'renewPost', at: '2026-03-15T00:00:00.000Z', expiresAt: '2026-04-02T00:00:00.000Z' } as const;
    given(post, ...supply)
      .when(renew)
      .yields({ type: 'PostRenewed', data: { expiresAt: renew.expiresAt } });
    given(post, ...supply, ...post.decide({ type: 'closePost', at }, fold(post, supply)))
      .when(renew)
      .refuses('post-closed');
  });

  it('is closed by an event elsewhere once', () => {
    const reject = { type: 'closeRejected', at, event: 'org/3' } as const;
    const closed = [...publish(demandPost), ...post.decide(reject, stands(demandPost))];
    given(post, ...publish(demandPost))
      .when(reject)
      .yields({ type: 'PostClosed', data: { reason: 'organisation-rejected' } });
    const late = { ...reject, at: '2026-03-02T00:58:59.999Z' };
    given(post, ...publish(demandPost))
      .when(late)
      .changesNothing();
    given(post, ...closed)
      .when(reject)
      .changesNothing();
  });
});

describe('drawings', () => {
  const drawing = { id: 'drw_1', name: '轴.pdf', mediaType: 'application/pdf', size: 9, sha256: 'a'.repeat(64) };
  const attach = { type: 'attachDrawing', at, drawing } as const;
  const ask = { type: 'requestRelease', at, organisation: mill, undertaking: '1' } as const;
  const release = { type: 'releaseDrawings', at, organisation: mill.id } as const;
  const having = (...commands: PostCommand[]): PostEvent[] => {
    const past = publish(workPost);
    for (const command of commands) past.push(...post.decide(command, fold(post, past)));
    return past;
  };

  it('are released to who asked, once each', () => {
    given(post, ...having(attach))
      .when(release)
      .refuses('release-not-requested');
    given(post, ...having(attach, ask))
      .when(release)
      .yields({ type: 'DrawingsReleased', data: { organisation: mill.id, drawings: ['drw_1'] } });
    given(post, ...having(attach, ask, release))
      .when(release)
      .changesNothing();
    given(post, ...having(attach, ask))
      .when(ask)
      .changesNothing();
    given(post, ...having(attach, ask))
      .when({ ...release, drawings: ['drw_2'] })
      .refuses('drawing-unknown', '/drawings/0');
    given(post, ...having({ type: 'closePost', at }))
      .when(ask)
      .refuses('post-closed');
  });

  it('are no more than there is room for', () => {
    const many = Array.from({ length: 20 }, (_, n) => ({ ...attach, drawing: { ...drawing, id: `drw_${n}` } }));
    given(post, ...having(...many))
      .when(attach)
      .refuses('too-many-drawings');
  });
});

describe('what counts', () => {
  it('address, county, name and registered code change no candidate and no match', () => {
    const point = { lon: yongan.lon, lat: yongan.lat, datum: 'GCJ-02' } as const;
    const seen = (division: string, address: string | undefined, name: string, uscc: string, text: string) =>
      candidateOf(
        'p',
        stands({ ...supplyPost, text, place: { division, address, ...point } }, { ...mill, name, uscc }),
      );
    const here = seen('350481', '永安市成品库', mill.name, mill.uscc, '本地产品');
    const there = seen('350102', '鼓楼区五四路', '福州某某钢铁有限公司', '91350102100001289W', '外地产品');
    expect(there).toEqual(here);
    const demand = candidateOf('d', stands(demandPost));
    expect(rank(demand, [there], today)).toEqual(rank(demand, [here], today));
    expect(rank(demand, [here], today)).toHaveLength(1);
  });

  it('the same goods have the same fingerprint, however they are written', () => {
    const print = (change: Partial<Written>, poster = builder) =>
      fingerprintsOf(poster, checkTerms({ ...demandPost, ...change }, at));
    const first = print({});
    expect(print({ text: '列东街，项目部 用钢！', expiresAt: '2026-03-30T00:00:00.000Z' })).toEqual(first);
    expect(print({ quantity: tonnes('501') })).toEqual({ ...first, whole: expect.any(String) });
    expect(print({ quantity: tonnes('501') }).whole).not.toBe(first.whole);
    expect(print({ place: yongan }).goods).not.toBe(first.goods);
    expect(print({}, mill)).toMatchObject({ words: first.words });
    expect(print({}, mill).goods).not.toBe(first.goods);
    expect(print({ text: undefined }).words).toBeUndefined();
  });
});
