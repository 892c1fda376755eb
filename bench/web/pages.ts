import type { Client } from '../../demo/client.ts';
import { openDraft } from '../../demo/fill.ts';

/** One of the main pages: where it is, who opens it, and what is there once its content is. */
export interface MainPage {
  readonly name: string;
  readonly path: string;
  readonly as?: string;
  readonly content: string;
}

interface Items {
  readonly items: readonly { readonly id: string; readonly status?: string }[];
}

const [purchaser, supplier] = ['lin-qiming', 'chen-guodong'];

/** The twelve main pages, on what the demo has of each. */
export async function mainPages(api: Client): Promise<readonly MainPage[]> {
  const of = async (path: string, as?: string) => (await api.get<Items>(path, as)).items;
  const first = async (path: string) => (await of(path))[0]?.id ?? '';
  const open = await first('/v1/tenders?status=published');
  const awarded = await first('/v1/tenders?status=awarded');
  const product = await first('/v1/products');
  const rounds = await of('/v1/demand-rounds?scope=own', purchaser);
  const round = rounds.find(({ status }) => status === 'reporting')?.id ?? '';
  const draft = await api.post<{ id: string }>('/v1/tenders', openDraft, purchaser);
  return [
    { name: 'portal', path: '/', content: '.j-section time' },
    { name: 'tenders', path: '/tenders', content: '.j-table tbody a' },
    { name: 'tender', path: `/tenders/${open}`, content: '.j-table tbody tr' },
    { name: 'opening record', path: `/tenders/${awarded}/opening`, content: '.j-table tbody tr' },
    { name: 'evaluation', path: `/tenders/${awarded}/evaluation`, content: '.o-bid' },
    { name: 'verification', path: `/tenders/${awarded}/verification`, content: '.v-verdict' },
    { name: 'product search', path: '/products', content: '.j-table tbody a' },
    { name: 'product', path: `/products/${product}`, content: '.j-facts dd' },
    { name: 'market board', path: '/market', content: '.j-table tbody a' },
    { name: 'bid editor', path: `/bidding/${open}/bid`, as: supplier, content: 'input[data-column$="-price"]' },
    { name: 'tender editor', path: `/procuring/drafts/${draft.id}`, as: purchaser, content: '.j-table select' },
    { name: 'round cockpit', path: `/rounds/${round}/lead`, as: purchaser, content: '.j-table tbody tr' },
  ];
}
