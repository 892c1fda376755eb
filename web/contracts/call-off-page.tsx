import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useList, useRead, useWrite } from '../api/queries.ts';
import {
  ButtonLink,
  type Column,
  Empty,
  Facts,
  Listing,
  PageFrame,
  ProblemAlert,
  Reading,
  Section,
  Table,
} from '../kit/blocks.tsx';
import { Goods } from '../kit/goods.tsx';
import { OrganisationName, useOwn } from '../kit/organisation.tsx';
import { ReasonForm } from '../kit/reason-form.tsx';
import { Address, Amounted, Day, Moment, UnitPrice } from '../kit/values.tsx';
import type { CallOff, OrderLine } from './agreement.ts';
import { CallOffStatus } from './call-off-list.tsx';
import { ChangeLines } from './change-lines.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { useText } from './text.ts';
import './contracts.css';

/** An order as both its sides see it (订单): lines, what is accepted of them, and what each side may do now. */
export function Page() {
  const { callOff: id = '' } = useParams();
  const callOff = useRead('GET /v1/call-offs/{id}', { path: { id } }, { every: 30_000 });
  return <Reading of={callOff}>{(it) => <Whole callOff={it} />}</Reading>;
}

function Whole({ callOff }: { readonly callOff: CallOff }) {
  const say = useText();
  const own = useOwn();
  const { id, buyer, supplier, status } = callOff;
  return (
    <PageFrame
      kicker={<OrganisationName id={buyer} />}
      title={say('callOff')}
      actions={
        status === 'confirmed' &&
        supplier === own && (
          <ButtonLink to={`/call-offs/${id}/delivery`} primary>
            {say('deliver')}
          </ButtonLink>
        )
      }
    >
      <Section title={say('facts')} more={<CallOffStatus status={status} />}>
        <Facts
          items={[
            [say('buyer'), <OrganisationName key="buyer" id={buyer} />],
            [say('supplier'), <OrganisationName key="supplier" id={supplier} />],
            [say('placedAt'), <Moment key="placed" at={callOff.placedAt} />],
            [say('confirmBy'), status === 'placed' ? <Moment key="by" at={callOff.confirmBy} /> : undefined],
            [say('confirmedAt'), callOff.confirmedAt && <Moment key="confirmed" at={callOff.confirmedAt} />],
            [say('endedAt'), callOff.endedAt && <Moment key="ended" at={callOff.endedAt} />],
            [say('reason'), callOff.reason],
            [
              say('agreement'),
              <Link key="agreement" to={`/agreements/${callOff.agreement}`}>
                {say('agreement.open')}
              </Link>,
            ],
          ]}
        />
        {callOff.follows !== undefined && (
          <p>
            <Link to={`/call-offs/${callOff.follows}`}>{say('follows')}</Link>
          </p>
        )}
        {callOff.competition !== undefined && (
          <p>
            <Link to={`/tenders/${callOff.competition}`}>{say('fromCompetition')}</Link>
          </p>
        )}
        {callOff.next?.map((next) => (
          <p key={next.callOff}>
            <Link to={`/call-offs/${next.callOff}`}>
              {say('next')} <OrganisationName id={next.supplier} />
            </Link>
          </p>
        ))}
      </Section>
      <Lines callOff={callOff} />
      <Doing callOff={callOff} own={own} />
      <Deliveries callOff={id} />
    </PageFrame>
  );
}

function Lines({ callOff }: { readonly callOff: CallOff }) {
  const say = useText();
  const columns: readonly Column<OrderLine>[] = [
    { title: say('goods'), of: (line) => <Goods category={line.category} attributes={line.attributes} /> },
    {
      title: say('quantity'),
      figure: true,
      of: ({ quantity, canonical }) => (
        <span>
          <Amounted value={quantity} />
          {quantity.unit !== canonical.unit && (
            <span className="c-under j-small">
              {say('counts')} <Amounted value={canonical} />
            </span>
          )}
        </span>
      ),
    },
    {
      title: say('deliverable'),
      of: ({ deliverable, quantity }) => <Amounted value={{ ...quantity, value: deliverable }} />,
      figure: true,
    },
    {
      title: say('accepted'),
      of: ({ item, quantity }) => <Amounted value={{ ...quantity, value: callOff.accepted[item] ?? '0' }} />,
      figure: true,
    },
    {
      title: say('bidPrice'),
      of: ({ unitPrice, canonical }) => <UnitPrice value={unitPrice} per={canonical.unit} />,
      figure: true,
    },
    {
      title: say('deliverTo'),
      of: ({ deliverTo: { division, address }, deliverBy }) => (
        <span>
          <Day at={deliverBy} />
          <span className="c-under j-small">
            <Address of={{ division, address }} />
          </span>
        </span>
      ),
    },
  ];
  return (
    <Section title={say('order.lines')}>
      <Table caption={say('order.lines')} columns={columns} items={callOff.lines} keyOf={({ item }) => item} />
    </Section>
  );
}

type Ending = 'refusal' | 'cancellation';

/** What the side that looks may do now: the supplier confirms or refuses, the buyer changes or cancels. */
function Doing({ callOff, own }: { readonly callOff: CallOff; readonly own: string }) {
  const say = useText();
  const [begun, setBegun] = useState<Ending | 'change'>();
  const done = { onDone: () => setBegun(undefined) };
  const path = { id: callOff.id };
  const confirm = useWrite('POST /v1/call-offs/{id}/confirmation');
  const refuse = useWrite('POST /v1/call-offs/{id}/refusal', done);
  const cancel = useWrite('POST /v1/call-offs/{id}/cancellation', done);
  const placed = callOff.status === 'placed';
  const answers = placed && callOff.supplier === own;
  const ends = (placed || callOff.status === 'confirmed') && callOff.buyer === own;
  if (!answers && !ends) return null;
  const write = begun === 'refusal' ? refuse : cancel;
  return (
    <Section title={say('doing')}>
      <ProblemAlert error={confirm.error} />
      {begun === 'change' && <ChangeLines callOff={callOff} onDone={() => setBegun(undefined)} />}
      {begun !== undefined && begun !== 'change' && (
        <ReasonForm
          submit={say(`${begun}.do`)}
          write={write}
          onSubmit={(reason) => write.mutate({ path, body: { reason } })}
          onCancel={() => setBegun(undefined)}
        />
      )}
      {begun === undefined && (
        <p className="j-actions">
          {answers && (
            <>
              <button
                type="button"
                className="j-button j-button-primary"
                disabled={confirm.isPending}
                onClick={() => confirm.mutate({ path })}
              >
                {say('confirm')}
              </button>
              <button type="button" className="j-button" onClick={() => setBegun('refusal')}>
                {say('refusal.begin')}
              </button>
            </>
          )}
          {ends && placed && (
            <button type="button" className="j-button" onClick={() => setBegun('change')}>
              {say('change')}
            </button>
          )}
          {ends && (
            <button type="button" className="j-button" onClick={() => setBegun('cancellation')}>
              {say('cancellation.begin')}
            </button>
          )}
        </p>
      )}
    </Section>
  );
}

function Deliveries({ callOff }: { readonly callOff: string }) {
  const say = useText();
  const deliveries = useList('GET /v1/call-offs/{id}/deliveries', { path: { id: callOff } });
  return (
    <Section title={say('deliveries')}>
      <Listing of={deliveries} empty={<Empty title={say('deliveries.none')}>{say('deliveries.noneDetail')}</Empty>}>
        {(items) => <DeliveryTable caption={say('deliveries')} items={items} />}
      </Listing>
    </Section>
  );
}
