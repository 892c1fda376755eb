import type { Client } from '../../../demo/client.ts';
import { openDraft } from '../../../demo/fill.ts';
import { publishTender } from '../../../demo/steps.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

const [buyer, supplier] = [person('purchaser').sub, person('supplier').sub];

let complained: Promise<string> | undefined;

/** Documents to which a supplier objected, and whose answer it complains of. */
async function complainedOf(api: Client): Promise<string> {
  const { id } = await publishTender(api, { ...openDraft, title: '绿都嘉和安置房二期钢筋、水泥采购' }, buyer);
  const path = `/v1/tenders/${id}`;
  const objecting = { about: 'documents', text: '交货期限过短，外地供应商难以满足，请予延长。' };
  const objection = await api.post<{ id: string }>(`${path}/objections`, objecting, supplier);
  const answer = { decision: 'dismissed', answer: '交货期限按工程进度确定，不予采纳。' };
  await api.post(`${path}/objections/${objection.id}/answer`, answer, buyer);
  const text = '对答复不服：工程进度计划未随招标文件公开，请求责令修改招标文件。';
  await api.post(`${path}/complaints`, { objection: objection.id, text }, supplier);
  return id;
}

export const samples: Samples = {
  watched: (api) => {
    complained ??= complainedOf(api);
    return complained;
  },
  /** The pipes of the demo, whose bids came from one machine. */
  led: async (api) => {
    const { items } = await api.get<{ items: readonly { readonly id: string }[] }>('/v1/tenders?status=opened');
    return items[0]?.id ?? '';
  },
};
