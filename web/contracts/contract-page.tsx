import { useParams } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { type Column, Facts, PageFrame, ProblemAlert, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { Goods } from '../kit/goods.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Address, Amount, Amounted, Moment, UnitPrice, Uscc } from '../kit/values.tsx';
import { TermsFacts } from './agreement-page.tsx';
import { useText } from './text.ts';
import './contracts.css';

type Contract = Answer<'GET /v1/agreements/{id}/contracts/{buyer}/{supplier}'>;
type Line = Contract['lots'][number]['lines'][number];

/** The paper of one buyer and one supplier (分签合同), and both signatures on it. */
export function Page() {
  const { agreement: id = '', contractBuyer: buyer = '', contractSupplier: supplier = '' } = useParams();
  const contract = useRead('GET /v1/agreements/{id}/contracts/{buyer}/{supplier}', { path: { id, buyer, supplier } });
  return <Reading of={contract}>{(it) => <Paper contract={it} />}</Reading>;
}

function Paper({ contract }: { readonly contract: Contract }) {
  const say = useText();
  const sayKit = useKitText();
  const { buyer, supplier, amount, lots, terms } = contract;
  const columns: readonly Column<Line>[] = [
    { title: say('goods'), of: (line) => <Goods category={line.category} attributes={line.attributes} /> },
    { title: say('quantity'), of: ({ quantity }) => <Amounted value={quantity} />, figure: true },
    {
      title: say('unitPrice'),
      of: ({ unitPrice, quantity, taxIncluded }) => (
        <span>
          <UnitPrice value={unitPrice} per={quantity.unit} />
          <span className="c-under j-small">{say(taxIncluded ? 'taxIncluded' : 'taxApart')}</span>
        </span>
      ),
      figure: true,
    },
    {
      title: say('deliverTo'),
      of: ({ deliveryPoint: { division, address } }) => (
        <>
          <Address of={{ division, address }} />
        </>
      ),
    },
  ];
  return (
    <PageFrame
      kicker={contract.title}
      title={say('contract')}
      actions={
        <button type="button" className="j-button" onClick={() => print()}>
          {sayKit('print')}
        </button>
      }
    >
      <Section title={say('parties')}>
        <Facts
          items={[
            [say('buyer'), <Party key="buyer" of={buyer} />],
            [say('supplier'), <Party key="supplier" of={supplier} />],
            [say('amount'), <Amount key="amount" value={amount} exact words />],
          ]}
        />
        <TermsFacts terms={terms} />
      </Section>
      {lots.map((lot) => (
        <Section key={lot.lot} title={lot.title} more={<Amount value={lot.amount} exact />}>
          <Table caption={lot.title} columns={columns} items={lot.lines} keyOf={({ item }) => item} />
        </Section>
      ))}
      <Signatures contract={contract} />
    </PageFrame>
  );
}

function Signatures({ contract }: { readonly contract: Contract }) {
  const say = useText();
  const own = useOwn();
  const { agreement: id, buyer, supplier, hash, signatures, signed } = contract;
  const sign = useWrite('POST /v1/agreements/{id}/contracts/{buyer}/{supplier}/signatures');
  const side = own === buyer.id ? 'buyer' : own === supplier.id ? 'supplier' : undefined;
  const mine = signatures.some((each) => each.by === side && each.hash === hash);
  return (
    <Section title={say('signatures')} more={signed && <Tag tone="good">{say('signed')}</Tag>}>
      <Facts
        items={(['buyer', 'supplier'] as const).map((by) => {
          const found = signatures.find((each) => each.by === by);
          const stale = found !== undefined && found.hash !== hash;
          return [
            sayCode(say, 'by', by),
            found === undefined ? (
              say('unsigned')
            ) : (
              <span key={by}>
                <Moment at={found.signedAt} /> {stale && <Tag tone="warn">{say('stale')}</Tag>}
              </span>
            ),
          ];
        })}
      />
      <p>
        {say('contract.hash')}
        <br />
        <code>{hash}</code>
      </p>
      <ProblemAlert error={sign.error} />
      {side !== undefined && !mine && (
        <p className="j-actions">
          <button
            type="button"
            className="j-button j-button-primary"
            disabled={sign.isPending}
            onClick={() => sign.mutate({ path: { id, buyer: buyer.id, supplier: supplier.id }, body: { hash } })}
          >
            {say('sign')}
          </button>
        </p>
      )}
    </Section>
  );
}

function Party({ of: { name, uscc } }: { readonly of: { readonly name: string; readonly uscc: string } }) {
  return (
    <>
      {name} <Uscc of={uscc} />
    </>
  );
}
