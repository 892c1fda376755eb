import { type Listed, useList, useWrite } from '../api/queries.ts';
import { type Column, Empty, Listing, ProblemAlert, Section, Table, Tag, type Tone } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { useText } from './text.ts';

type Delivery = Listed<'GET /v1/webhooks/{id}/deliveries'>;
const tones: Readonly<Record<Delivery['state'], Tone>> = {
  waiting: 'warn',
  sent: 'good',
  'given-up': 'bad',
  dropped: 'neutral',
};

/** The last month's deliveries to an address, with each try. */
export function Deliveries({ webhook, enabled }: { readonly webhook: string; readonly enabled: boolean }) {
  const say = useText();
  const deliveries = useList('GET /v1/webhooks/{id}/deliveries', { path: { id: webhook }, query: { limit: 30 } });
  const again = useWrite('POST /v1/webhooks/{id}/deliveries/{delivery}/redelivery');
  const columns: readonly Column<Delivery>[] = [
    { title: say('delivery.at'), of: ({ createdAt }) => <Moment at={createdAt} /> },
    { title: say('delivery.type'), of: ({ type }) => <code>{type}</code> },
    {
      title: say('delivery.state'),
      of: ({ state, nextAt }) => (
        <>
          <Tag tone={tones[state]}>{sayCode(say, 'delivery', state)}</Tag>
          {nextAt !== undefined && (
            <span className="n-sub">
              {say('delivery.next')} <Moment at={nextAt} />
            </span>
          )}
        </>
      ),
    },
    {
      title: say('delivery.tries'),
      of: ({ attempts }) =>
        attempts.length === 0
          ? say('delivery.untried')
          : attempts.map(({ at, outcome }) => (
              <span key={at} className="n-sub">
                <Moment at={at} /> {/^\d+$/.test(outcome) ? <code>{outcome}</code> : sayCode(say, 'outcome', outcome)}
              </span>
            )),
    },
    {
      title: say('delivery.step'),
      of: ({ id, state }) =>
        enabled && state !== 'waiting' ? (
          <button
            type="button"
            className="j-button"
            disabled={again.isPending}
            onClick={() => again.mutate({ path: { id: webhook, delivery: id } })}
          >
            {say('delivery.again')}
          </button>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <Section title={say('deliveries')}>
      <ProblemAlert error={again.error} />
      <Listing of={deliveries} empty={<Empty title={say('deliveries.none')}>{say('deliveries.noneDetail')}</Empty>}>
        {(items) => <Table caption={say('deliveries')} columns={columns} items={items} keyOf={({ id }) => id} />}
      </Listing>
    </Section>
  );
}
