import type { Client } from '../../../demo/client.ts';
import { waitFor } from '../../../demo/stage.ts';
import { person } from '../people.ts';
import type { Samples } from '../samples.ts';

const buyer = person('purchaser').sub;
const window = { from: '2026-03-20', to: '2026-04-20' };
const rebar = (diameter: number, tonnes: string) => ({
  category: 'steel.rebar',
  attributes: { grade: 'HRB400E', diameter, length: 12 },
  quantity: { value: tonnes, unit: 'TNE', basis: 'theoretical' },
  window,
});
const needs = {
  name: '列东街二期安置房',
  place: { division: '350404', address: '三元区列东街 18 号' },
  lines: [
    rebar(16, '320'),
    rebar(20, '560'),
    {
      category: 'cement.common',
      attributes: { code: 'P·O', grade: { oneOf: ['42.5', '42.5R'] }, form: 'bulk' },
      quantity: { value: '1500', unit: 'TNE', basis: 'weighed' },
      window,
    },
  ],
};

interface Registered {
  readonly id: string;
  readonly lines: readonly { readonly post: string; readonly category: string }[];
}

let registered: Promise<Registered> | undefined;
const project = (api: Client): Promise<Registered> => {
  registered ??= api.post<Registered>('/v1/projects', needs, buyer);
  return registered;
};

export const samples: Samples = {
  project: async (api) => (await project(api)).id,
  ownProject: async (api) => (await project(api)).id,
  /** The rebar of the project, together. */
  plan: async (api) => {
    const { lines } = await project(api);
    const posts = lines.filter(({ category }) => category === 'steel.rebar').map(({ post }) => post);
    // The posts of a project follow it in a moment.
    const plan = await waitFor('the posts', () =>
      api.post<{ plan: string }>('/v1/combinations', { posts }, buyer).then(
        (started) => started.plan,
        () => false as const,
      ),
    );
    await waitFor('the plan', async () => {
      const { status } = await api.get<{ status: string }>(`/v1/plans/${plan}`, buyer);
      return status !== 'making';
    });
    return plan;
  },
};
