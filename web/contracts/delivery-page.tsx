import { Link, useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { type Column, Facts, PageFrame, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { grouped } from '../kit/format.ts';
import { Goods } from '../kit/goods.tsx';
import { OrganisationName, useOwn } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Amounted, Deadline, Moment } from '../kit/values.tsx';
import { Accepting } from './accepting.tsx';
import type { Delivery } from './agreement.ts';
import { DeliveryStatus } from './delivery-table.tsx';
import { Papers } from './papers.tsx';
import { Returning } from './returning.tsx';
import { useText } from './text.ts';
import './contracts.css';

type Line = Delivery['lines'][number];
type Accepted = NonNullable<Delivery['acceptance']>['lines'][number];

/** A delivery as both sides see it (交货与验收): pieces and mass apart, papers, and what was accepted. */
export function Page() {
  const { delivery: id = '' } = useParams();
  const delivery = useRead('GET /v1/deliveries/{id}', { path: { id } }, { every: 60_000 });
  return <Reading of={delivery}>{(it) => <Whole delivery={it} />}</Reading>;
}

function Whole({ delivery }: { readonly delivery: Delivery }) {
  const say = useText();
  const own = useOwn();
  const { status, buyer, supplier, acceptance, returned } = delivery;
  const rejected = acceptance?.lines.some((line) => line.reason !== undefined) ?? false;
  return (
    <PageFrame kicker={<OrganisationName id={supplier} />} title={say('deliveryPage')}>
      <Section title={say('facts')} more={<DeliveryStatus status={status} />}>
        <Facts
          items={[
            [say('buyer'), <OrganisationName key="buyer" id={buyer} />],
            [say('supplier'), <OrganisationName key="supplier" id={supplier} />],
            [say('deliveredAt'), <Moment key="at" at={delivery.deliveredAt} />],
            [
              say('acceptBy'),
              <span key="by">
                <Deadline at={delivery.acceptBy} counts={status === 'delivered'} />
              </span>,
            ],
            [
              say('callOff'),
              <Link key="callOff" to={`/call-offs/${delivery.callOff}`}>
                {say('callOff.back')}
              </Link>,
            ],
            [say('remarks'), acceptance?.remarks],
            [say('returned'), returned && `${returned.note}`],
          ]}
        />
      </Section>
      <Loads delivery={delivery} />
      {acceptance !== undefined && <Acceptance delivery={delivery} lines={acceptance.lines} />}
      {status === 'delivered' && buyer === own && <Accepting delivery={delivery} />}
      {rejected && returned === undefined && supplier === own && <Returning delivery={delivery.id} />}
    </PageFrame>
  );
}

function Loads({ delivery }: { readonly delivery: Delivery }) {
  const say = useText();
  const columns: readonly Column<Line>[] = [
    {
      title: say('goods'),
      of: (line) => (
        <span>
          <Goods category={line.category} attributes={line.attributes} />
          <span className="c-under j-small">
            {line.ticketNo !== undefined && `${say('load.ticketNo')} ${line.ticketNo} `}
            {line.heatNo !== undefined && `${say('load.heatNo')} ${line.heatNo}`}
          </span>
        </span>
      ),
    },
    { title: say('load.declared'), of: ({ declared }) => <Amounted value={declared} />, figure: true },
    {
      title: say('load.pieces'),
      of: ({ pieces }) => <span className="c-one">{pieces === undefined ? '—' : grouped(pieces)}</span>,
      figure: true,
    },
    {
      title: say('theoretical'),
      of: ({ theoretical }) => (theoretical === undefined ? '—' : <Amounted value={theoretical} />),
      figure: true,
    },
    {
      title: say('weighed'),
      of: ({ weighed }) => (weighed === undefined ? '—' : <Amounted value={weighed} />),
      figure: true,
    },
    { title: say('deviation'), of: ({ deviation }) => <Deviation deviation={deviation} /> },
    {
      title: say('counted'),
      figure: true,
      of: ({ counted, countedBy }) => (
        <span>
          <Amounted value={counted} />
          <span className="c-under j-small">{sayCode(say, 'countedBy', countedBy)}</span>
        </span>
      ),
    },
  ];
  return (
    <Section title={say('loads')}>
      <Table caption={say('loads')} columns={columns} items={delivery.lines} keyOf={({ item }) => item} />
      <Papers delivery={delivery} />
    </Section>
  );
}

/** How far the scale lies from the theory, and whether that keeps to the standard (重量偏差). */
function Deviation({ deviation }: { readonly deviation: Line['deviation'] }) {
  const say = useText();
  if (deviation === undefined) return <>—</>;
  const { shown, within, standard } = deviation;
  return (
    <span>
      <span className="j-figure">{shown}%</span>{' '}
      {within !== undefined && <Tag tone={within ? 'good' : 'warn'}>{say(within ? 'within' : 'beyond')}</Tag>}
      {standard !== undefined && <span className="c-under j-small">{standard}</span>}
    </span>
  );
}

function Acceptance({ delivery, lines }: { readonly delivery: Delivery; readonly lines: readonly Accepted[] }) {
  const say = useText();
  const columns: readonly Column<Accepted>[] = [
    {
      title: say('goods'),
      of: ({ item }) => {
        const line = delivery.lines.find((each) => each.item === item);
        return line === undefined ? '—' : <Goods category={line.category} attributes={line.attributes} />;
      },
    },
    { title: say('accepted'), of: ({ accepted }) => <Amounted value={accepted} />, figure: true },
    { title: say('rejected'), of: ({ rejected }) => <Amounted value={rejected} />, figure: true },
    {
      title: say('settled'),
      figure: true,
      of: ({ settled, settledBy }) => (
        <span>
          <Amounted value={settled} />
          <span className="c-under j-small">{sayCode(say, 'settledBy', settledBy)}</span>
        </span>
      ),
    },
    { title: say('reason'), of: ({ reason }) => reason ?? '—' },
  ];
  return (
    <Section title={say('acceptance')}>
      <Table caption={say('acceptance')} columns={columns} items={lines} keyOf={({ item }) => item} />
    </Section>
  );
}
