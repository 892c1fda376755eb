import type { Client } from '../../../demo/client.ts';
import { openDraft } from '../../../demo/fill.ts';
import { newCeremony } from '../../../shared/sealing/ceremony.ts';
import { generateSealingKey } from '../../../shared/sealing/keys.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

const title = '绿都嘉和安置房二期钢筋、水泥采购（密钥仪式开标）';
const purchaser = person('purchaser').sub;
const holders = [person('supervisor').sub, person('supplier').sub, purchaser];

/** A draft of which the opening's key was dealt to three, and so many of them confirmed their shares. */
async function dealt(api: Client, confirmed: number): Promise<string> {
  const { id } = await api.post<{ id: string }>(
    '/v1/tenders',
    { ...openDraft, title, openingMode: 'ceremony' },
    purchaser,
  );
  const keys = await Promise.all(
    holders.map(async (sub) => {
      const { publicJwk } = await generateSealingKey();
      const { holder } = await api.put<{ holder: string }>('/v1/ceremony-keys', { key: publicJwk }, sub);
      return { holder, key: publicJwk };
    }),
  );
  const { publicKey, shares } = await newCeremony({ tender: id, threshold: 2, holders: keys });
  const body = { publicKey, threshold: 2, shares, sharesWithin: 1440, revealWithin: 4320 };
  await api.put(`/v1/tenders/${id}/ceremony`, body, purchaser);
  for (const [at, sub] of holders.slice(0, confirmed).entries()) {
    const confirmation = { ceremony: publicKey.kid, commitment: shares[at]?.commitment };
    await api.post(`/v1/tenders/${id}/ceremony/confirmations`, confirmation, sub);
  }
  return id;
}

export const samples: Samples = {
  dealt: (api) => dealt(api, 2),
  shared: async (api) => {
    const id = await dealt(api, 3);
    await api.post(`/v1/tenders/${id}/publication`, undefined, purchaser);
    return id;
  },
};
