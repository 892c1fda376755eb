import { Link } from 'react-router';
import { type Column, Section, Table, Tag } from '../kit/blocks.tsx';
import { grouped } from '../kit/format.ts';
import { Goods } from '../kit/goods.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Amount, Amounted, Day, UnitPrice } from '../kit/values.tsx';
import { type Content, type Line, type Preview, quantitiesOf, type Statement, useItems } from './model.ts';
import { PriceSteps } from './price-steps.tsx';
import { useText } from './text.ts';

interface LinesProps {
  readonly of: Pick<Statement, 'agreement' | 'amount' | 'net' | 'vat'>;
  readonly content: Pick<Preview, 'lines' | 'prices'> & Partial<Pick<Content, 'before'>>;
  readonly disputed: ReadonlySet<string>;
  /** Its amounts are what a correction adds or takes away. */
  readonly difference?: boolean;
}

/** What was accepted and what it costs, line by line (对账明细), and each price step by step. */
export function Lines({ of, content, disputed, difference = false }: LinesProps) {
  const say = useText();
  const items = useItems(of.agreement);
  const { lines, prices, before = [] } = content;
  const columns: readonly Column<Line>[] = [
    {
      title: say('goods'),
      of: (line) => (
        <span>
          <LineGoods line={line} attributes={items.get(line.item)?.attributes} />
          {disputed.has(line.line) && <Tag tone="warn">{say('disputed')}</Tag>}
          <span className="s-under j-small">
            <Link to={`/deliveries/${line.delivery}`}>
              {say('acceptedOn')} <Day at={line.acceptedOn} />
            </Link>
          </span>
        </span>
      ),
    },
    { title: say('ordered'), of: ({ ordered }) => <Amounted value={ordered} />, figure: true },
    { title: say('accepted'), of: ({ accepted }) => <Amounted value={accepted} />, figure: true },
    {
      title: say('settled'),
      figure: true,
      of: ({ settled, settledBy }) => (
        <span>
          <Amounted value={settled} />
          <span className="s-under j-small">{sayCode(say, 'settledBy', settledBy)}</span>
        </span>
      ),
    },
    {
      title: say('price'),
      figure: true,
      of: ({ price, unit, taxIncluded }) => {
        const steps = prices[price];
        return (
          <span>
            <span className="s-money">{steps === undefined ? '—' : <UnitPrice value={steps.price} per={unit} />}</span>
            <span className="s-under j-small">{say(taxIncluded ? 'taxIncluded' : 'taxApart')}</span>
          </span>
        );
      },
    },
    yuan(say('col.net'), ({ net }) => net),
    yuan(say('col.vat'), ({ vat }) => vat),
    yuan(say(difference ? 'col.difference' : 'col.amount'), ({ amount }) => amount),
  ];
  return (
    <Section title={say('lines')} more={<Amount value={of.amount} exact />}>
      <Table caption={say('lines')} columns={columns} items={lines} keyOf={({ line }) => line} />
      {!difference && <Quantities lines={lines} />}
      {prices.map((steps, at) => (
        <PriceSteps
          // biome-ignore lint/suspicious/noArrayIndexKey: lines name a price by its place
          key={at}
          steps={steps}
          before={before[at]}
          unit={lines.find(({ price }) => price === at)?.unit ?? ''}
          agreement={of.agreement}
        />
      ))}
    </Section>
  );
}

const yuan = (title: string, of: (line: Line) => Line['amount']): Column<Line> => ({
  title,
  of: (line) => <span className="s-money">{grouped(of(line).amount)}</span>,
  figure: true,
});

/** The goods of a line, by the spec that the agreement's item has. */
export function LineGoods({
  line,
  attributes,
}: {
  readonly line: Line;
  readonly attributes: Readonly<Record<string, unknown>> | undefined;
}) {
  return <Goods category={line.category} attributes={attributes ?? {}} />;
}

/** What was settled in all, each unit and basis for itself. */
export function Quantities({ lines }: { readonly lines: readonly Line[] }) {
  const say = useText();
  return (
    <p className="s-quantities">
      {say('settled.all')}{' '}
      {quantitiesOf(lines).map((each) => (
        <span key={each.unit + each.basis}>
          <Amounted value={each} />
        </span>
      ))}
    </p>
  );
}
