import type { Answer } from '../../api/client.ts';
import { Facts, Table } from '../blocks.tsx';
import { grouped } from '../format.ts';
import { sayCode } from '../texts-of.ts';
import { Amounted, Day, Division } from '../values.tsx';
import { useText } from './text.ts';

type Tender = Answer<'GET /v1/tenders/{id}'>;
type Lot = Tender['lots'][number];
type Terms = NonNullable<Tender['agreementTerm']>;

/** How a lot is awarded, what delivery costs and for whom prices are deducted (授标规则、运费、价格扣除), as the documents say it. */
export function LotTerms({ lot: { allocation, freight, deductions = [] } }: { readonly lot: Lot }) {
  const say = useText();
  const { rule } = allocation;
  const optimised = rule === 'optimised' ? allocation : undefined;
  return (
    <>
      <Facts
        items={[
          [say('allocation'), sayCode(say, 'allocation', rule)],
          ['reserves' in allocation ? say('allocation.reservesCount') : '', present('reserves', allocation)],
          [say('shares'), rule === 'shares' ? allocation.shares.join(' / ') : undefined],
          [say('committed'), rule === 'committed' ? allocation.committed.join(' / ') : undefined],
          [say('allocation.winners'), present('winners', allocation)],
          [
            say('allocation.step'),
            'step' in allocation ? <Amounted key="step" value={bare(allocation.step)} /> : undefined,
          ],
          [say('allocation.maxWinners'), optimised?.maxWinners],
          [say('allocation.maxShare'), optimised?.maxShare],
          [say('allocation.gap'), optimised?.gap],
          [say('allocation.nodes'), optimised?.nodes],
          [say('allocation.otherwise'), optimised && say(`otherwise.${optimised.otherwise}`)],
          [say('freight'), freight && say(`freight.${freight.basis}`)],
          ...deductions.map(
            (each) => [sayCode(say, 'deduction', each.for), `${say('deduction.rate')} ${each.rate}`] as const,
          ),
        ]}
      />
      {freight?.basis === 'zone-table' && (
        <Table
          caption={say('zones')}
          columns={[
            { title: say('zones.from'), of: ({ from }) => <Division code={from} /> },
            { title: say('zones.to'), of: ({ to }) => <Division code={to} /> },
            { title: say('zones.rate'), of: ({ perUnit }) => grouped(perUnit.amount), figure: true },
          ]}
          items={freight.zones}
          keyOf={({ from, to }) => `${from} ${to}`}
        />
      )}
    </>
  );
}

type Quantity = Extract<Lot['allocation'], { step: unknown }>['step'];
const bare = ({ value, unit, basis }: Quantity) => ({ value, unit, ...(basis === undefined ? {} : { basis }) });

const present = (name: 'reserves' | 'winners', allocation: Lot['allocation']): number | undefined =>
  (allocation as Partial<Record<typeof name, number>>)[name];

/** The terms of the framework agreement that follows the award (框架协议条款). */
export function AgreementFacts({ terms }: { readonly terms: Terms }) {
  const say = useText();
  const { from, to, price, tolerance, weighing, rollOver } = terms;
  const days = (['confirmDays', 'acceptDays', 'disputeDays', 'paymentDays'] as const).map(
    (name) => [say(`agreement.${name}`), say('days', { count: terms[name] })] as const,
  );
  return (
    <Facts
      items={[
        [say('agreement.from'), <Day key="from" at={from} />],
        [say('agreement.to'), <Day key="to" at={to} />],
        [say('agreement.rollOver'), rollOver && <Day at={rollOver.until} />],
        [say('price.rule'), say(`price.${price.rule}`)],
        [say('price.dates'), 'dates' in price ? say(`dates.${price.dates}`) : undefined],
        [say('price.bandLabel'), 'band' in price ? price.band : undefined],
        [say('agreement.tolerance'), tolerance],
        ...days,
        [say('agreement.weighing'), weighing && say(`weighing.${weighing}`)],
      ]}
    />
  );
}
