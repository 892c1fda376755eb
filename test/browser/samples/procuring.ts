import { openDraft } from '../../../demo/fill.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

let drafted: Promise<{ readonly id: string }> | undefined;

export const samples: Samples = {
  /** The second quarter's documents once more, with words that restrict competition. */
  draft: async (api) => {
    const body = {
      ...openDraft,
      title: '绿都嘉和 2026 年第三季度钢筋、水泥集中采购',
      text: '同等条件下本地企业优先。',
    };
    drafted ??= api.post('/v1/tenders', body, person('purchaser').sub);
    return (await drafted).id;
  },
  /** What the demo's first purchaser has published. */
  running: async (api) => {
    const { items } = await api.get<{ items: readonly { readonly id: string; readonly title: string }[] }>(
      '/v1/tenders?status=published',
    );
    const found = items.find(({ title }) => title === openDraft.title);
    if (found === undefined) throw new Error(`no tender is called ${openDraft.title}`);
    return found.id;
  },
};
