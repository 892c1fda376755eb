import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { addDays, dayOf } from '../shared/kernel/time.ts';
import { z } from '../shared/kernel/zod.ts';
import { readAs } from '../shared/sealing/shape.ts';
import { fetchJson, usage } from './input.ts';
import { type Language, text } from './text.ts';

const options = {
  server: { type: 'string' },
  tender: { type: 'string' },
  supplier: { type: 'string' },
  price: { type: 'string', default: '' },
  'tax-rate': { type: 'string', default: '0.13' },
  out: { type: 'string', default: 'bid.json' },
  force: { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const;

/** What a bid needs of the answer of `GET /v1/tenders/{id}`. */
const tenderView = z.object({
  deadline: z.string(),
  bidValidityDays: z.int(),
  lots: z.array(z.object({ id: z.string(), title: z.string(), items: z.array(z.object({ id: z.string() }).loose()) })),
});

/** `jicai template`: writes a bid for every lot of a tender, its prices to be filled in, for `jicai seal`. */
export async function template(args: readonly string[], lang: Language): Promise<number> {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const { server, tender, supplier, out } = values;
  if (!server || !tender || !supplier) throw usage('template-needs');
  if (!values.force && existsSync(out)) throw usage('file-exists', { file: out });
  const answer = await fetchJson(server, `/v1/tenders/${encodeURIComponent(tender)}`, lang);
  const { lots, deadline, bidValidityDays } = readAs(tenderView, answer, 'tender-unreadable', 'malformed');
  const bid = {
    supplier,
    validUntil: addDays(dayOf(deadline), bidValidityDays),
    lots: lots.map(({ id, items }) => ({
      lotId: id,
      items: items.map((item) => ({
        itemId: item.id,
        unitPrice: { amount: values.price, currency: 'CNY' },
        taxIncluded: true,
        taxRate: values['tax-rate'],
      })),
    })),
  };
  writeFileSync(out, `${JSON.stringify(bid, null, 2)}\n`);
  console.log(text(lang, 'template-written', { out }));
  for (const lot of lots) console.log(`  ${lot.title}  ${lot.id}`);
  return 0;
}
