import { parseDecimal, sum, toDecimal } from '../../shared/kernel/ratio.ts';
import type { Tender } from '../steps.ts';
import type { Cast } from './cast.ts';
import { expected, lead } from './numbers.ts';
import { nameOf } from './tendering.ts';

interface Agreement {
  readonly id: string;
  readonly status: string;
  readonly shares: readonly {
    readonly buyer: string;
    readonly lots: readonly {
      readonly lot: string;
      readonly suppliers: readonly {
        readonly supplier: string;
        readonly lines: readonly { readonly item: string; readonly quantity: string }[];
      }[];
    }[];
  }[];
}

interface Contract {
  readonly hash: string;
  readonly amount: { readonly amount: string };
  readonly signed: boolean;
}

interface CallOff {
  readonly id: string;
  readonly status: string;
  readonly lines: readonly { readonly canonical: { readonly value: string; readonly basis: string } }[];
}

interface Delivery {
  readonly id: string;
  readonly status: string;
  readonly lines: readonly { readonly counted: object; readonly deviation?: { readonly shown: string } }[];
}

/** What was called off and delivered: who bought of whom, and of which item. */
export interface Supplied {
  readonly agreement: string;
  readonly buyer: string;
  readonly supplier: string;
  readonly item: string;
}

const fen = (amount: string): bigint => BigInt(amount.replace('.', ''));
const yuan = (sum: bigint): string => `${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`;

/** From the award to goods that are accepted. */
export async function supply(cast: Cast, tender: Tender): Promise<Supplied> {
  const agreement = await conclude(cast, tender);
  return callOff(cast, tender, agreement);
}

/** Candidates, standstill, award; each county signs a contract of its own with each of its suppliers. */
async function conclude(cast: Cast, tender: Tender): Promise<Agreement> {
  const { api, step, say, check, moveTo, sub } = cast;
  const path = `/v1/tenders/${tender.id}`;
  step('公示、定标，形成框架协议');
  const { standstillUntil = '' } = await api.post<Tender>(`${path}/candidates`, {}, sub(lead));
  await moveTo(standstillUntil);
  const { awards = [] } = await api.post<Tender>(`${path}/award`, undefined, sub(lead));
  const { id } = await cast.until('框架协议已生成', async () => {
    const { items } = await api.get<{ items: { id: string }[] }>('/v1/agreements?as=lead', sub(lead));
    return items[0];
  });
  const agreement = await api.get<Agreement>(`/v1/agreements/${id}`, sub(lead));
  check('中标量与手算一致', awardedOf(tender, agreement, cast.nameOf), expected.awarded);

  await moveTo('2026-04-24T10:00:00+08:00');
  step('各县与各供应商分别签订合同，金额分毫不差');
  const sums = new Map<string, bigint>();
  let contracts = 0;
  for (const { buyer, lots } of agreement.shares) {
    const suppliers = new Set(lots.flatMap((lot) => lot.suppliers.filter(hasQuota).map(({ supplier }) => supplier)));
    for (const supplier of suppliers) {
      const place = `/v1/agreements/${agreement.id}/contracts/${buyer}/${supplier}`;
      const [bought, sold] = [sub(cast.nameOf(buyer)), sub(cast.nameOf(supplier))];
      const { hash, amount } = await api.get<Contract>(place, bought);
      await api.post(`${place}/signatures`, { hash }, bought);
      const { signed } = await api.post<Contract>(`${place}/signatures`, { hash }, sold);
      if (!signed) throw new Error(`${place} is not signed`);
      sums.set(supplier, (sums.get(supplier) ?? 0n) + fen(amount.amount));
      contracts += 1;
    }
  }
  say(`分签合同 ${contracts} 份`);
  const bySupplier = (of: (supplier: string) => bigint) =>
    Object.fromEntries([...sums.keys()].map((supplier) => [cast.nameOf(supplier), yuan(of(supplier))]));
  const awarded = (supplier: string) =>
    awards.filter((one) => one.supplier === supplier).reduce((sum, { amount }) => sum + fen(amount.amount), 0n);
  check(
    '每家供应商：各县合同之和等于中标金额',
    bySupplier((one) => sums.get(one) ?? 0n),
    bySupplier(awarded),
  );
  return agreement;
}

const hasQuota = ({ lines }: { readonly lines: readonly { readonly quantity: string }[] }): boolean =>
  lines.some(({ quantity }) => quantity !== '0');

const namesOf = ({ lots }: Tender) =>
  new Map(lots.map((lot) => [lot.id, nameOf(lot as Parameters<typeof nameOf>[0])] as const));

/** Tonnes by lot and supplier, of all counties together. */
function awardedOf(tender: Tender, { shares }: Agreement, who: (id: string) => string) {
  const names = namesOf(tender);
  const parts = shares.flatMap(({ lots }) =>
    lots.flatMap(({ lot, suppliers }) =>
      suppliers
        .filter(hasQuota)
        .map(({ supplier, lines }) => ({ lot: names.get(lot), supplier: who(supplier), tonnes: tonnesOf(lines) })),
    ),
  );
  const sumOf = (lot: string, supplier: string) =>
    toDecimal(sum(parts.filter((one) => one.lot === lot && one.supplier === supplier).map(({ tonnes }) => tonnes)));
  return Object.fromEntries(
    Object.entries(expected.awarded).map(([lot, bySupplier]) => [
      lot,
      Object.fromEntries(Object.keys(bySupplier).map((supplier) => [supplier, sumOf(lot, supplier)])),
    ]),
  );
}

const tonnesOf = (lines: readonly { readonly quantity: string }[]) =>
  sum(lines.map(({ quantity }) => parseDecimal(quantity, 6)));

/**
 * One county of the south, as 闽岳's price is another in the north, calls off 10,000 bars of it in two loads: one is
 * accepted, one deemed so.
 */
async function callOff(cast: Cast, tender: Tender, agreement: Agreement): Promise<Supplied> {
  const { api, step, say, check, refused, moveTo, sub, id } = cast;
  await moveTo('2026-05-04T09:00:00+08:00');
  step('县里下订单：按支订货，台账不可能超订');
  const supplier = id('闽岳');
  const names = namesOf(tender);
  const place = agreement.shares
    .flatMap(({ buyer, lots }) =>
      lots
        .filter(({ lot }) => names.get(lot) === 'rebar south')
        .flatMap(({ suppliers }) => suppliers.filter((one) => one.supplier === supplier))
        .flatMap(({ lines }) => lines.map((line) => ({ buyer, ...line }))),
    )
    .find(({ quantity }) => Number(quantity) >= 600);
  if (place === undefined) throw new Error('闽岳 has no county of the south with 600 t');
  const buyer = sub(cast.nameOf(place.buyer));
  const order = (value: string, unit: string) => ({
    supplier,
    lines: [
      {
        itemId: place.item,
        quantity: { value, unit, ...(unit === 'TNE' && { basis: 'theoretical' }) },
        deliverBy: '2026-05-10',
      },
    ],
  });
  const orders = `/v1/agreements/${agreement.id}/call-offs`;
  await refused('订货超过定额与允差', 'quota-exceeded', 'POST', orders, order('99999', 'TNE'), buyer);
  const placed = await api.post<CallOff>(orders, order('10000', 'H87'), buyer);
  check(
    '10,000 支折合理计 296.4 吨',
    placed.lines.map(({ canonical }) => [canonical.value, canonical.basis]),
    [['296.4', 'theoretical']],
  );
  const path = `/v1/call-offs/${placed.id}`;
  await api.post(`${path}/confirmation`, undefined, sub('闽岳'));
  say(`${cast.nameOf(place.buyer)}向闽岳订货，订单 ${placed.id}`);

  step('分两车交货：按支计数，过磅重量另记');
  const load = (pieces: string, tonnes: string, ticketNo: string, heatNo: string) => ({
    lines: [
      {
        itemId: place.item,
        declared: { value: pieces, unit: 'H87' },
        pieces,
        weighed: { value: tonnes, unit: 'TNE', basis: 'weighed' },
        ticketNo,
        heatNo,
      },
    ],
  });
  await moveTo('2026-05-06T10:00:00+08:00');
  const first = await api.post<Delivery>(
    `${path}/deliveries`,
    load('6000', '174.2', 'SM-0506-01', '26-0411'),
    sub('闽岳'),
  );
  check('过磅比理计轻 2.047%', first.lines[0]?.deviation?.shown, '-2.047');
  await refused(
    '同一张磅单再报一次',
    'ticket-repeated',
    'POST',
    `${path}/deliveries`,
    load('1', '0.03', 'SM-0506-01', '26-0411'),
    sub('闽岳'),
  );
  const accepted = { itemId: place.item, accepted: { value: '6000', unit: 'H87' } };
  await api.post(`/v1/deliveries/${first.id}/acceptance`, { lines: [accepted], decision: 'accepted' }, buyer);
  await moveTo('2026-05-08T10:00:00+08:00');
  const second = await api.post<Delivery>(
    `${path}/deliveries`,
    load('4000', '116.3', 'SM-0508-01', '26-0412'),
    sub('闽岳'),
  );
  await moveTo('2026-05-20T10:00:00+08:00');
  const { status } = await api.get<Delivery>(`/v1/deliveries/${second.id}`, buyer);
  check('逾期不验收，视为验收合格', status, 'deemed-accepted');
  await cast.until('订单已履行', async () => (await api.get<CallOff>(path, buyer)).status === 'fulfilled');
  return { agreement: agreement.id, buyer: place.buyer, supplier, item: place.item };
}
