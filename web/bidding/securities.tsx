import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { type Column, Section, Table } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Amount, Day } from '../kit/values.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';

type Security = Answer<'GET /v1/tenders/{id}/securities'>['items'][number];

/** The bidder's own bid securities (投标保证金): what the documents ask for, what was recorded, what came back. */
export function Securities({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { data } = useRead('GET /v1/tenders/{id}/securities', { path: { id: tender.id } });
  const asked = tender.lots.filter(({ bidSecurity }) => bidSecurity !== undefined);
  if (asked.length === 0 || data === undefined) return null;
  const of = (lot: string): Security | undefined => data.items.find((each) => each.lot === lot);
  const columns: readonly Column<Tender['lots'][number]>[] = [
    { title: say('security.lot'), of: ({ title }) => title },
    { title: say('security.asked'), of: ({ bidSecurity }) => <Amount value={bidSecurity} exact />, figure: true },
    {
      title: say('security.recorded'),
      of: ({ id }) => {
        const security = of(id);
        if (security === undefined) return say('security.none');
        return (
          <span>
            {sayCode(say, 'security', security.form)} <Amount value={security.amount} exact />
          </span>
        );
      },
    },
    {
      title: say('security.returned'),
      of: ({ id }) => {
        const security = of(id);
        return security?.returnedOn === undefined ? (
          '—'
        ) : (
          <span>
            <Day at={security.returnedOn} /> {say('security.interest')} <Amount value={security.interest} exact />
          </span>
        );
      },
    },
  ];
  return (
    <Section title={say('security')}>
      <p className="j-small">{say('security.about')}</p>
      <Table caption={say('security')} columns={columns} items={asked} keyOf={({ id }) => id} />
    </Section>
  );
}
