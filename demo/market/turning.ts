import { deal, type Market, ordered } from './cast.ts';
import { shafts, shop, yuan } from './numbers.ts';

interface Matches {
  readonly items: readonly {
    readonly post: { readonly id: string };
    readonly factors: readonly { readonly name: string; readonly exact: string }[];
  }[];
}
interface Drawing {
  readonly drawing: { readonly id: string };
  readonly upload: { readonly url: string; readonly method: string; readonly headers: Record<string, string> };
}

const content = new TextEncoder().encode('%PDF-1.7 传动轴 SM-0406 图样');

/** A mill has forty shafts turned; a shop with free lathe hours finds the order, and its record begins. */
export async function turnShafts(cast: Market): Promise<void> {
  const { api, step, check, refused, until, moveTo, firm } = cast;
  const [mill, works] = [firm.闽岳.sub, firm[shop].sub];

  step('外协加工：钢厂找车削，机加工厂有空闲机时');
  const standing = { place: { division: '350404' }, expiresAt: '2026-04-20T00:00:00+08:00' };
  const wanted = await api.post<{ id: string }>(
    '/v1/posts',
    {
      kind: 'processing',
      process: 'turning',
      side: 'wanted',
      attributes: {
        material: 'carbon-steel',
        length: 1500,
        width: 200,
        height: 200,
        mass: 320,
        tolerance: 8,
        batch: 40,
      },
      quantity: { value: shafts.pieces, unit: 'H87' },
      hours: '60',
      window: { from: '2026-03-09', to: '2026-03-29' },
      text: '传动轴 40 件，图纸保密',
      ...standing,
    },
    mill,
  );
  const offered = await api.post<{ id: string }>(
    '/v1/posts',
    {
      kind: 'processing',
      process: 'turning',
      side: 'offered',
      attributes: {
        material: { oneOf: ['carbon-steel', 'alloy-steel'] },
        length: 2000,
        width: 500,
        height: 500,
        mass: 1500,
        tolerance: 7,
        batch: { min: 1, max: 500 },
      },
      freeHours: [
        { week: '2026-W11', hours: '40' },
        { week: '2026-W12', hours: '32.5' },
      ],
      machines: [{ name: '卧式车床 CW6163', count: 3 }],
      window: { from: '2026-03-02', to: '2026-04-30' },
      ...standing,
      place: { division: '350426' },
    },
    works,
  );
  const recordOf = ({ items }: Matches): string | undefined =>
    items.find(({ post }) => post.id === offered.id)?.factors.find(({ name }) => name === 'record')?.exact;
  const matches = () => api.get<Matches>(`/v1/posts/${wanted.id}/matches`, mill);
  const found = await until('匹配到有空闲机时的机加工厂', async () => {
    const now = await matches();
    return recordOf(now) === undefined ? undefined : now;
  });
  check('无人评价时，履约记录居中', recordOf(found), '1/2');

  step('图纸保密：只释放给被接受的一家');
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', content)).toString('hex');
  const file = { name: '传动轴.pdf', mediaType: 'application/pdf', size: content.length, sha256: hash };
  const { drawing, upload } = await api.post<Drawing>(`/v1/posts/${wanted.id}/drawings`, file, mill);
  await fetch(upload.url, { method: upload.method, headers: upload.headers, body: content });
  const path = `/v1/posts/${wanted.id}/drawings/${drawing.id}`;
  await refused('释放之前', 'not-found', 'GET', path, undefined, works);
  await api.post(`/v1/posts/${wanted.id}/release-requests`, { undertaking: true }, works);
  await api.post(`/v1/posts/${wanted.id}/releases`, { organisation: firm[shop].id }, mill);
  const { url } = await api.get<{ url: string }>(path, works);
  check(
    '释放之后读到原文',
    new TextDecoder().decode(await (await fetch(url)).arrayBuffer()),
    new TextDecoder().decode(content),
  );

  step('询价、报价、成交，交货验收');
  const quote = {
    attributes: { material: 'carbon-steel', length: 1500, width: 200, height: 200, mass: 320, tolerance: 8, batch: 40 },
    quantity: { value: shafts.pieces, unit: 'H87' },
    unitPrice: yuan(shafts.price),
    freight: yuan(shafts.freight),
    taxIncluded: true,
    taxRate: '0.13',
    deliverTo: { division: '350404', address: '三元区闽岳钢铁机修车间' },
    deliverBy: '2026-03-20',
    paymentDays: 30,
    validUntil: '2026-03-09T18:00:00+08:00',
  };
  const text = '我厂三台卧车 11、12 周有空，可接 40 件传动轴。';
  const accepted = await deal(cast, { post: wanted.id, enquirer: shop, offers: shop, wants: '闽岳', text, quote });
  check('40 件合计', accepted.total.amount, shafts.amount);
  await ordered(cast, '加工订单已生成并确认', accepted.callOff, works);
  await moveTo('2026-03-18T10:00:00+08:00');
  const pieces = { value: shafts.pieces, unit: 'H87' };
  const load = { lines: [{ itemId: accepted.item, declared: pieces, pieces: shafts.pieces }] };
  const delivery = await api.post<{ id: string }>(`/v1/call-offs/${accepted.callOff}/deliveries`, load, works);
  const acceptance = { lines: [{ itemId: accepted.item, accepted: pieces }], decision: 'accepted' };
  await api.post(`/v1/deliveries/${delivery.id}/acceptance`, acceptance, mill);
  await until('订单已履行', async () => {
    const { status } = await api.get<{ status: string }>(`/v1/call-offs/${accepted.callOff}`, mill);
    return status === 'fulfilled' ? status : undefined;
  });

  await moveTo('2026-04-01T09:00:00+08:00');
  step('对账、确认、评价：履约记录回到撮合');
  const statements = `/v1/agreements/${accepted.agreement}/statements`;
  const issued = await api.post<{ id: string; amount: { amount: string } }>(
    statements,
    { month: '2026-03', supplier: firm[shop].id },
    mill,
  );
  check('对账金额', issued.amount.amount, shafts.amount);
  await api.post(`/v1/statements/${issued.id}/confirmation`, undefined, mill);
  const confirmed = await api.post<{ status: string }>(`/v1/statements/${issued.id}/confirmation`, undefined, works);
  check('双方确认', confirmed.status, 'confirmed');
  const freed = [{ week: '2026-W15', hours: '48' }];
  await api.patch(`/v1/posts/${offered.id}`, { freeHours: freed }, works);
  const again = await api.post<{ id: string }>(
    '/v1/posts',
    {
      kind: 'processing',
      process: 'turning',
      side: 'wanted',
      attributes: {
        material: 'carbon-steel',
        length: 1200,
        width: 200,
        height: 200,
        mass: 300,
        tolerance: 8,
        batch: 20,
      },
      quantity: { value: '20', unit: 'H87' },
      window: { from: '2026-04-03', to: '2026-04-30' },
      ...standing,
    },
    mill,
  );
  // Deliveries 0.7 × 1, answers 0.2 × ½, as nobody has asked it anything, quotes 0.1 × 1.
  await until('下一次找加工，履约记录已计入', async () => {
    const { items } = await api.get<Matches>(`/v1/posts/${again.id}/matches`, mill);
    const exact = items
      .find(({ post }) => post.id === offered.id)
      ?.factors.find(({ name }) => name === 'record')?.exact;
    return exact === '9/10' ? exact : undefined;
  });
}
