import { parseDecimal, toDecimal } from '../../shared/kernel/ratio.ts';
import { type Column, Table } from '../kit/blocks.tsx';
import { Exact } from '../kit/exact.tsx';
import { Goods } from '../kit/goods.tsx';
import { unitKey } from '../kit/typed.ts';
import { Address, Amounted } from '../kit/values.tsx';
import { goodsKey } from './draft.ts';
import type { Kind, Line, Report } from './round.ts';
import { useText } from './text.ts';
import { Change, Month } from './values.tsx';

const percent = (share: string): string => {
  const { n, d } = parseDecimal(share, 4);
  return `${toDecimal({ n: n * 100n, d }, 2)}%`;
};

/** The lines of a report to read: as written, as counted, and beside last year's. */
export function ReportLines({
  report,
}: {
  readonly report: Pick<Report, 'signed'> & Partial<Pick<Report, 'lastYear'>>;
}) {
  const say = useText();
  const { lines, omissions } = report.signed;
  const kinds = new Map(report.lastYear?.map((kind) => [kindKey(kind, kind), kind]));
  const kindOf = (line: Line): Kind | undefined => kinds.get(kindKey(line, line.canonical));
  const columns: readonly Column<Line>[] = [
    { title: say('line.goods'), of: (line) => <Goods category={line.category} attributes={line.attributes} /> },
    { title: say('line.quantity'), of: ({ quantity }) => <Amounted value={quantity} />, figure: true },
    { title: say('line.canonical'), of: ({ canonical }) => <Exact {...canonical} />, figure: true },
    {
      title: say('line.lastYear'),
      of: (line) => {
        const kind = kindOf(line);
        return (
          <>
            {kind !== undefined && <Change change={kind.change} over={kind.over} />}
            {line.reason !== undefined && <span className="r-where j-small">{line.reason}</span>}
          </>
        );
      },
    },
    { title: say('line.commitment'), of: ({ commitment }) => percent(commitment), figure: true },
    {
      title: say('line.delivery'),
      of: ({ month, deliveryPoint: { division, address } }) => (
        <span>
          <Month at={month} />
          <span className="r-where j-small">
            <Address of={{ division, address }} />
          </span>
        </span>
      ),
    },
  ];
  return (
    <>
      <Table caption={say('own')} columns={columns} items={lines} keyOf={({ id }) => id} />
      {omissions.length > 0 && (
        <div>
          <h3>{say('omissions')}</h3>
          <ul>
            {omissions.map((each) => (
              <li key={goodsKey(each)}>
                <Goods category={each.category} attributes={each.attributes} />：{each.reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

const kindKey = (
  goods: Pick<Kind, 'category' | 'attributes'>,
  measured: { readonly unit: string; readonly basis?: string },
): string => `${goodsKey(goods)} ${unitKey(measured)}`;
