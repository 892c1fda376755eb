import { Link, useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, type Column, Facts, PageFrame, Reading, Section, Table } from '../kit/blocks.tsx';
import { Percent } from '../kit/exact.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Day, Division } from '../kit/values.tsx';
import { type Agreement, pairsOf, partyName, type Terms } from './agreement.ts';
import { AgreementStatus } from './agreements-page.tsx';
import { CallOffList } from './call-off-list.tsx';
import { Competitions } from './competitions.tsx';
import { Happened } from './happened.tsx';
import { Leading } from './leading.tsx';
import { Ledger } from './ledger.tsx';
import { useText } from './text.ts';
import './contracts.css';

/** An agreement (协议): its terms, the ledger of what is agreed, called off and left, contracts and orders. */
export function Page() {
  const { agreement: id = '' } = useParams();
  const agreement = useRead('GET /v1/agreements/{id}', { path: { id } });
  return <Reading of={agreement}>{(it) => <Whole agreement={it} />}</Reading>;
}

function Whole({ agreement }: { readonly agreement: Agreement }) {
  const say = useText();
  const own = useOwn();
  const { id, title, lead, buyers, status, quoted } = agreement;
  const mayOrder = status === 'running' && quoted === undefined && buyers.some((each) => each.id === own);
  return (
    <PageFrame
      kicker={lead.name}
      title={title}
      actions={
        <>
          <ButtonLink to={`/agreements/${id}/statement`}>{say('settle')}</ButtonLink>
          <ButtonLink to={`/figures?agreement=${id}`}>{say('figures')}</ButtonLink>
          {mayOrder && (
            <ButtonLink to={`/agreements/${id}/order`} primary>
              {say('order')}
            </ButtonLink>
          )}
        </>
      }
    >
      <Section title={say('terms')} more={<AgreementStatus status={status} />}>
        <TermsFacts terms={agreement.terms} until={agreement.until} />
        <Origin agreement={agreement} />
      </Section>
      <Happened agreement={agreement} />
      {status === 'running' && quoted === undefined && lead.id === own && <Leading agreement={agreement} />}
      <Ledger agreement={agreement} />
      <Suppliers agreement={agreement} />
      <Contracts agreement={agreement} own={own} />
      <Competitions agreement={agreement} />
      <Section title={say('callOffs')}>
        <CallOffList agreement={id} />
      </Section>
    </PageFrame>
  );
}

export function TermsFacts({ terms, until }: { readonly terms: Terms; readonly until?: string }) {
  const say = useText();
  const days = (count: number) => say('days', { count });
  return (
    <Facts
      items={[
        [
          say('term'),
          <span key="term">
            <Day at={terms.from} />
            {say('to')}
            <Day at={until ?? terms.to} />
          </span>,
        ],
        [
          say('priceRule'),
          sayCode(say, 'priceRule', terms.price.rule) +
            ('dates' in terms.price ? ` · ${sayCode(say, 'dates', terms.price.dates)}` : ''),
        ],
        [say('tolerance'), `±${terms.tolerance}%`],
        [say('confirmDays'), days(terms.confirmDays)],
        [say('acceptDays'), days(terms.acceptDays)],
        [say('disputeDays'), days(terms.disputeDays)],
        [say('paymentDays'), days(terms.paymentDays)],
        [say('weighing'), terms.weighing && sayCode(say, 'weighing', terms.weighing)],
        [say('rollOver'), terms.rollOver && <Day key="rollOver" at={terms.rollOver.until} />],
      ]}
    />
  );
}

/** What the agreement stands on: the award of a tender, or an accepted quote. */
function Origin({ agreement: { tender, quoted } }: { readonly agreement: Agreement }) {
  const say = useText();
  if (quoted !== undefined) {
    return (
      <p>
        <Link to={`/enquiries/${quoted.enquiry}`}>{say('origin.quote')}</Link>
      </p>
    );
  }
  if (tender === undefined) return null;
  return (
    <p>
      <Link to={`/tenders/${tender}`}>{say('origin.tender')}</Link>
    </p>
  );
}

type SupplierRow = Agreement['lots'][number]['suppliers'][number] & { readonly lot: string; readonly key: string };

function Suppliers({ agreement }: { readonly agreement: Agreement }) {
  const say = useText();
  const own = useOwn();
  const competes = agreement.suppliers.some(({ id }) => id === own);
  const rows = agreement.lots.flatMap(({ id, title, suppliers }) =>
    suppliers.map((each): SupplierRow => ({ ...each, lot: title, key: `${id} ${each.supplier}` })),
  );
  const columns: readonly Column<SupplierRow>[] = [
    { title: say('lot'), of: ({ lot }) => lot },
    {
      title: say('supplier'),
      of: ({ supplier }) => {
        const name = partyName(agreement, supplier) ?? '—';
        // How a competitor performed is for buyers.
        return competes && supplier !== own ? name : <Link to={`/suppliers/${supplier}/performance`}>{name}</Link>;
      },
    },
    { title: say('rank'), of: ({ rank }) => rank, figure: true },
    { title: say('role'), of: ({ role }) => sayCode(say, 'role', role) },
    { title: say('share'), of: ({ share }) => (share === undefined ? '—' : <Percent exact={share} />), figure: true },
  ];
  return (
    <Section title={say('suppliers')}>
      <Table caption={say('suppliers')} columns={columns} items={rows} keyOf={({ key }) => key} />
    </Section>
  );
}

type Pair = ReturnType<typeof pairsOf>[number];

/** The contracts that one may read: a party its own, the lead all. */
function Contracts({ agreement, own }: { readonly agreement: Agreement; readonly own: string }) {
  const say = useText();
  // The supervisor acts for no organisation.
  const all = agreement.lead.id === own || own === '';
  const pairs = pairsOf(agreement).filter(({ buyer, supplier }) => all || buyer === own || supplier === own);
  const columns: readonly Column<Pair>[] = [
    { title: say('buyer'), of: ({ buyer }) => partyName(agreement, buyer) ?? '—' },
    {
      title: say('division'),
      of: ({ buyer }) => {
        const code = agreement.buyers.find(({ id }) => id === buyer)?.division;
        return code === undefined ? '—' : <Division code={code} />;
      },
    },
    { title: say('supplier'), of: ({ supplier }) => partyName(agreement, supplier) ?? '—' },
    {
      title: say('contract'),
      of: ({ buyer, supplier }) => (
        <Link to={`/agreements/${agreement.id}/contracts/${buyer}/${supplier}`}>{say('contract.open')}</Link>
      ),
    },
  ];
  if (pairs.length === 0) return null;
  return (
    <Section title={say('contracts')}>
      <Table
        caption={say('contracts')}
        columns={columns}
        items={pairs}
        keyOf={({ buyer, supplier }) => `${buyer} ${supplier}`}
      />
    </Section>
  );
}
