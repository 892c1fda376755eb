import { Link, useParams } from 'react-router';
import { etagOf } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { type Column, Empty, Facts, PageFrame, ProblemAlert, Reading, Section, Table } from '../kit/blocks.tsx';
import { useSubjectWords } from '../kit/subject.ts';
import { Amount, Amounted, Moment } from '../kit/values.tsx';
import './events.css';
import { useReader } from './event.tsx';
import { FollowUps } from './follow-ups.tsx';
import { IntentStatus, type IntentView } from './intent.tsx';
import { useText } from './text.ts';

/** One intent (合作意向): what two firms said, what the other makes of it, and what became of it. */
export function Page() {
  const { intent: id = '' } = useParams();
  const say = useText();
  const nameOf = useSubjectWords();
  const { firm } = useReader();
  const intent = useRead('GET /v1/matchmaking-intents/{id}', { path: { id } });
  return (
    <Reading of={intent}>
      {(it) => {
        const party = it.parties.some((each) => each.id === firm);
        return (
          <PageFrame
            kicker={<IntentStatus of={it.status} />}
            title={say('intent.title', { names: it.parties.map(({ name }) => name).join(' — ') })}
          >
            <Section title={say('intent.facts')}>
              <Facts
                items={[
                  [
                    say('event'),
                    <Link key="event" to={`/events/${it.event}`}>
                      {say('event.see')}
                    </Link>,
                  ],
                  [say('subject'), nameOf(it.subject)],
                  [say('quantity'), it.quantity && <Amounted key="quantity" value={it.quantity} />],
                  [say('estimate.shown'), it.estimate && <Amount key="estimate" value={it.estimate} />],
                  [say('recorded'), <Moment key="recorded" at={it.recordedAt} />],
                  [
                    say('intent.confirmedBy'),
                    it.parties
                      .filter(({ id: each }) => it.confirmed.includes(each))
                      .map(({ name }) => name)
                      .join(say('and')) || '—',
                  ],
                ]}
              />
              {it.remark !== undefined && <p className="e-words">{it.remark}</p>}
              {party && it.status === 'recorded' && !it.confirmed.includes(firm ?? '') && (
                <Confirm intent={id} etag={etagOf(it)} />
              )}
            </Section>
            <FollowUps intent={it} party={party} />
            <Orders intent={it} />
          </PageFrame>
        );
      }}
    </Reading>
  );
}

function Confirm({ intent: id, etag }: { readonly intent: string; readonly etag: string | undefined }) {
  const say = useText();
  const confirm = useWrite('POST /v1/matchmaking-intents/{id}/confirmation');
  const decline = useWrite('POST /v1/matchmaking-intents/{id}/declination');
  const asked = { path: { id }, ifMatch: etag };
  const busy = confirm.isPending || decline.isPending;
  return (
    <>
      <p>{say('confirm.about')}</p>
      <ProblemAlert error={confirm.error ?? decline.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={busy}
          onClick={() => confirm.mutate(asked)}
        >
          {say('confirm')}
        </button>
        <button type="button" className="j-button" disabled={busy} onClick={() => decline.mutate(asked)}>
          {say('decline')}
        </button>
      </p>
    </>
  );
}

function Orders({ intent: { orders } }: { readonly intent: IntentView }) {
  const say = useText();
  const columns: readonly Column<IntentView['orders'][number]>[] = [
    { title: say('order.at'), of: ({ at }) => <Moment at={at} /> },
    {
      title: say('order.amount'),
      figure: true,
      of: ({ amount }) => (amount === undefined ? '—' : <Amount value={amount} exact />),
    },
  ];
  return (
    <Section title={say('orders')}>
      {orders.length === 0 ? (
        <Empty title={say('orders.none')}>{say('orders.noneDetail')}</Empty>
      ) : (
        <Table caption={say('orders')} columns={columns} items={orders} keyOf={({ quote }) => quote} />
      )}
    </Section>
  );
}
