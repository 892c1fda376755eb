import { describe, expect, it } from 'vitest';
import { catalogueReactions } from '../../functions/catalogue/on.ts';
import { hashOf } from '../../functions/catalogue/procurement-catalogue.ts';
import { tick } from '../../functions/tick.ts';
import { allEvents } from '../../shared/table/log.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { counting } from '../support/counting.ts';
import { freshDb } from '../support/db.ts';
import { complete, reasons, standard } from './admission-fixtures.ts';
import { kiln, at as product, published, verified, decide as verify } from './calls.ts';
import { price } from './fixtures.ts';

const listing = { ...complete, price: { ...price, validTo: '2026-12-31' } };
const admission = (id: string, rest = '') => product(id, `/admission${rest}`);
const clocked = (app: TestApp, moment: string) => {
  app.clock.now = Date.parse(moment);
  return tick(app.deps);
};

/** Two operators, a supplier `li`. */
const world = async (adapters: Parameters<typeof testApp>[0] = {}): Promise<TestApp> => {
  const app = await testApp({
    ...adapters,
    config: { operators: ['operator', 'second'], supervisors: ['supervisor'], operatorAffiliates: [] },
  });
  await verified(app, 'li');
  return app;
};

const apply = async ({ call }: TestApp, id: string) => {
  const { status, body } = await call('POST', admission(id), { standard }, { as: 'li' });
  expect([status, body.errors]).toEqual([201, undefined]);
  return body;
};
const decided = ({ call }: TestApp, id: string, decision: string, as = 'operator') =>
  call('POST', admission(id, '/decision'), { decision, reasons: decision === 'refused' ? reasons : [] }, { as });
const shown = async ({ call }: TestApp, id: string, as?: string) =>
  (await call('GET', admission(id), undefined, { as })).body;

/** What the stream brings, twice: the newest event of a product, or of an admission. */
async function streamed(app: TestApp, id: string, aggregate = 'product'): Promise<void> {
  const [last] = (await allEvents(app.db, id)).slice(-1);
  const { seq, at, type, v, data } = JSON.parse(last?.json ?? '');
  const event = { id: `${id}/${seq}`, aggregate, aggregateId: id, seq, at, type, v, data };
  await catalogueReactions(app.deps).react(event);
  await catalogueReactions(app.deps).react(event);
}

describe('admission from application to expiry', () => {
  it('is computed, decided, cited and lapses with the certificate', async () => {
    const app = await world();
    const { call } = app;
    const criteria = await call('GET', '/v1/catalogue/categories/steel.rebar/criteria');
    expect(criteria.body.criteria.map(({ code }: { code: string }) => code)).toContain('production-licence');
    expect((await call('GET', '/v1/catalogue/categories/stone/criteria')).status).toBe(404);

    const id = await published(app, { ...listing, certificates: [] });
    const lacking = await call('POST', admission(id), { standard }, { as: 'li' });
    expect([lacking.status, lacking.body.code, lacking.body.errors.length]).toEqual([422, 'admission-incomplete', 2]);
    await call('PATCH', product(id), { certificates: listing.certificates }, { as: 'li' });
    const applied = await apply(app, id);
    expect(applied).toMatchObject({ status: 'pending', decideBy: { day: '2026-03-16', provisional: false } });
    expect((await call('POST', admission(id), { standard }, { as: 'li' })).body.code).toBe('admission-open');
    expect((await call('GET', admission(id))).status).toBe(404);
    expect((await shown(app, id, 'supervisor')).checklist).toHaveLength(6);
    expect(JSON.stringify(await shown(app, id, 'operator'))).not.toContain('福建');

    expect((await decided(app, id, 'admitted', 'li')).status).toBe(403);
    expect((await decided(app, id, 'admitted')).body.status).toBe('admitted');
    const seen = await shown(app, id);
    expect(Object.keys(seen).sort()).toEqual(['decision', 'id', 'product', 'status']);
    expect(JSON.stringify(seen)).not.toContain('usr_');

    const made = await call('POST', '/v1/procurement-catalogues', { title: '2026年度采购目录' }, { as: 'operator' });
    expect([made.status, made.body.version, made.body.count]).toEqual([201, '2026-03-02', 1]);

    expect(await clocked(app, '2026-06-30T23:59:59+08:00')).toBe(0);
    app.clock.now = Date.parse('2026-07-01T00:00:00+08:00');
    expect(await shown(app, id)).toMatchObject({ status: 'lapsed', ended: { reason: 'evidence-lapsed' } });
    expect(await tick(app.deps)).toBe(1);
    expect(await tick(app.deps)).toBe(0);
    expect(await shown(app, id)).toMatchObject({ status: 'lapsed', ended: { at: '2026-06-30T16:00:00.000Z' } });

    const next = await call('POST', '/v1/procurement-catalogues', { title: '七月' }, { as: 'operator' });
    expect([next.body.version, next.body.count]).toEqual(['2026-07-01', 0]);
    const before = await call(
      'POST',
      '/v1/procurement-catalogues',
      { title: '补发', day: '2026-06-30' },
      { as: 'operator' },
    );
    expect([before.body.count, before.body.hash]).toEqual([1, made.body.hash]);
    const cited = await call('GET', '/v1/procurement-catalogues/2026-03-02/entries');
    expect(hashOf(cited.body.items)).toBe(made.body.hash);
    expect(made.body.citation).toBe(`2026-03-02@sha256:${made.body.hash}`);
    expect(JSON.stringify(cited.body)).not.toMatch(/originLabel|福建/);
    expect((await call('GET', '/v1/procurement-catalogues/2026-03-02')).body).toEqual(made.body);
  });

  it('reminds, escalates to the supervisor, and takes an appeal that another decides', async () => {
    const app = await world();
    const { call } = app;
    const id = await published(app, listing);
    const { id: adm } = await apply(app, id);
    const waiting = async (status: string, as: string) =>
      (await call('GET', `/v1/admissions?status=${status}`, undefined, { as })).body;
    expect((await waiting('pending', 'li')).code).toBe('forbidden');
    expect((await waiting('pending', 'operator')).items).toMatchObject([{ id: adm, product: id, overdue: false }]);
    expect(await clocked(app, '2026-03-11T08:00:00+08:00')).toBe(1);
    expect((await waiting('overdue', 'supervisor')).items).toEqual([]);
    app.clock.now = Date.parse('2026-03-16T23:59:00+08:00');
    expect((await waiting('overdue', 'supervisor')).items).toEqual([]);
    expect(await clocked(app, '2026-03-17T00:00:00+08:00')).toBe(1);
    expect((await waiting('overdue', 'supervisor')).items).toMatchObject([
      { id: adm, status: 'pending', overdue: true },
    ]);

    expect((await decided(app, id, 'refused')).body).toMatchObject({
      status: 'refused',
      appealBy: { day: '2026-03-24' },
    });
    expect((await waiting('overdue', 'supervisor')).items).toEqual([]);
    expect(await shown(app, id)).toMatchObject({ status: 'refused', decision: { reasons } });
    const grounds = { grounds: '许可证可在主管部门网站查询' };
    expect((await call('POST', admission(id, '/appeal'), grounds, { as: 'operator' })).status).toBe(403);
    const key = { as: 'li', headers: { 'Idempotency-Key': 'appeal-1' } };
    expect((await call('POST', admission(id, '/appeal'), grounds, key)).body.status).toBe('appealed');
    const again = await call('POST', admission(id, '/appeal'), grounds, key);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect((await waiting('pending', 'operator')).items).toMatchObject([{ status: 'appealed' }]);
    const own = await decided(app, id, 'admitted');
    expect([own.status, own.body.code]).toEqual([403, 'same-decider']);
    expect((await decided(app, id, 'admitted', 'second')).body.status).toBe('admitted');
    const log = (await allEvents(app.db, adm)).map(({ json }) => JSON.parse(json).type);
    expect(log).toEqual([
      'AdmissionApplied',
      'AdmissionReminded',
      'AdmissionEscalated',
      'AdmissionDecided',
      'AdmissionAppealed',
      'AppealDecided',
    ]);
    expect((await call('DELETE', admission(id), undefined, { as: 'li' })).body.status).toBe('withdrawn');
    expect((await apply(app, id)).id).not.toBe(adm);
  });

  it('lapses with its product, and once only', async () => {
    const app = await world();
    const { call } = app;
    const ids = [await published(app, listing), await published(app, listing), await published(app, listing)];
    const [withdrawn = '', other = '', kept = ''] = ids;
    for (const id of ids) {
      await apply(app, id);
      expect((await decided(app, id, 'admitted')).status).toBe(200);
    }
    await call('DELETE', product(withdrawn, '/publication'), undefined, { as: 'li' });
    await streamed(app, withdrawn);
    expect(await shown(app, withdrawn)).toMatchObject({ status: 'lapsed', ended: { reason: 'product-withdrawn' } });
    await call('PATCH', product(other), { attributes: { ...listing.attributes, diameter: 16 } }, { as: 'li' });
    await streamed(app, other);
    expect((await shown(app, other)).ended.reason).toBe('listing-changed');
    await call('PATCH', product(kept), { originLabel: '山东', title: '螺纹钢' }, { as: 'li' });
    await streamed(app, kept);
    expect((await shown(app, kept)).status).toBe('admitted');
    await call('POST', product(withdrawn, '/publication'), undefined, { as: 'li' });
    expect((await apply(app, withdrawn)).status).toBe('pending');
    await streamed(app, withdrawn);
    expect((await shown(app, withdrawn, 'li')).status).toBe('pending');

    const { id: org } = (await call('GET', product(kept))).body.supplier;
    await verify(app, org, 'rejected');
    const rejection = { aggregate: 'organisation', aggregateId: org, type: 'OrganisationVerified', v: 1, seq: 9 };
    const data = { decision: 'rejected' };
    const at = new Date(app.clock.now).toISOString();
    await catalogueReactions(app.deps).react({ ...rejection, id: `${org}/9`, at, data });
    await streamed(app, kept);
    expect(await shown(app, kept)).toMatchObject({ status: 'lapsed', ended: { reason: 'product-withdrawn' } });
  });
});

describe('at the same time', () => {
  it('one of two applications is taken; one whose product was withdrawn meanwhile lapses', async () => {
    const app = await world();
    const id = await published(app, listing);
    const options = { as: 'li', headers: { 'Idempotency-Key': 'apply-1' } };
    const both = await Promise.all([
      app.call('POST', admission(id), { standard }, { as: 'li' }),
      app.call('POST', admission(id), { standard }, { as: 'li' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('admission-open');
    await app.call('DELETE', admission(id), undefined, { as: 'li' });

    const first = await app.call('POST', admission(id), { standard }, options);
    const replayed = await app.call('POST', admission(id), { standard }, options);
    expect([replayed.status, replayed.body]).toEqual([201, first.body]);

    await app.call('DELETE', product(id, '/publication'), undefined, { as: 'li' });
    await streamed(app, first.body.id, 'admission');
    expect(await shown(app, id, 'li')).toMatchObject({ status: 'lapsed', ended: { at: first.body.appliedAt } });
  });
});

describe('versions of the catalogue', () => {
  it('are many in a day where they differ, newest first, and page by product', async () => {
    const app = await world();
    const { call } = app;
    await verified(app, 'wu', kiln);
    const publish = (body: object = {}, as = 'operator') =>
      call('POST', '/v1/procurement-catalogues', { title: '采购目录', ...body }, { as });
    expect((await publish({}, 'li')).status).toBe(403);
    expect((await publish({ day: '2026-03-03' })).body.code).toBe('catalogue-day-future');
    expect((await publish()).body).toMatchObject({ version: '2026-03-02', count: 0 });
    expect((await publish()).body.code).toBe('catalogue-unchanged');
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const id = await published(app, listing);
      await apply(app, id);
      await decided(app, id, 'admitted');
      ids.push(id);
    }
    app.clock.now += 60_000;
    expect((await publish()).body).toMatchObject({ version: '2026-03-02.2', count: 3 });
    const { body } = await call('GET', '/v1/procurement-catalogues');
    expect(body.items.map(({ version }: { version: string }) => version)).toEqual(['2026-03-02.2', '2026-03-02']);
    const path = '/v1/procurement-catalogues/2026-03-02.2/entries?limit=2';
    const first = (await call('GET', path)).body;
    const second = (await call('GET', `${path}&cursor=${first.next}`)).body;
    const entries = [...first.items, ...second.items];
    expect(entries.map(({ product: each }) => each)).toEqual([...ids].sort());
    expect(entries[0]).toMatchObject({ standard, supplier: { name: '三明市闽岳钢铁有限公司' } });
    expect((await call('GET', '/v1/procurement-catalogues/v12')).status).toBe(400);
    expect((await call('GET', '/v1/procurement-catalogues/2026-03-02.3')).status).toBe(404);
  });
});

describe('what it costs', () => {
  it('an application, reading it, and the list of what waits', async () => {
    const db = counting(await freshDb());
    const app = await world({ db });
    const id = await published(app, listing);
    const cost = async (act: () => Promise<unknown>) => {
      db.reset();
      await act();
      return [db.commands.map(({ name }) => name).join(' '), db.reads];
    };
    const watched = () => app.call('GET', '/v1/admissions?status=overdue', undefined, { as: 'supervisor' });
    expect(await cost(() => apply(app, id))).toEqual(['Query Get Get TransactWrite', 3]);
    expect(await cost(() => decided(app, id, 'admitted'))).toEqual(['Get Get Get Get TransactWrite', 4]);
    expect(await cost(() => shown(app, id))).toEqual(['Get Get Get', 3]);
    expect(await cost(watched)).toEqual(['Query Query', 1.5]);
  });
});
