import { grouped, plain } from '../kit/format.ts';
import { Goods } from '../kit/goods.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Day } from '../kit/values.tsx';
import { type Content, type Statement, useItems } from './model.ts';
import { useText } from './text.ts';

/** The lines of a statement as paper has them: numbered, ruled, with the sums in the last row. */
export function PaperTable({ statement, content }: { readonly statement: Statement; readonly content: Content }) {
  const say = useText();
  const sayKit = useKitText();
  const items = useItems(statement.agreement);
  const { lines, prices } = content;
  const title = say(statement.corrects === undefined ? 'lines' : 'difference');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section className="s-paper-frame" aria-label={title} tabIndex={0}>
      <table className="s-paper-table">
        <caption className="j-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col" className="s-money">
              {say('paper.at')}
            </th>
            <th scope="col" className="s-money">
              {say('acceptedOn')}
            </th>
            <th scope="col" className="s-money">
              {say('paper.goods')}
            </th>
            <th scope="col" className="s-money">
              {say('paper.basis')}
            </th>
            <th scope="col" className="s-money">
              {say('paper.unit')}
            </th>
            <th scope="col" className="s-money">
              {say('settled')}
            </th>
            <th scope="col" className="s-money">
              {say('paper.price')}
            </th>
            <th scope="col" className="s-money">
              {say('net')}
            </th>
            <th scope="col" className="s-money">
              {say('vat')}
            </th>
            <th scope="col" className="s-money">
              {say('amount.withTax')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr key={line.line}>
              <td>{at + 1}</td>
              <td className="s-money">
                <Day at={line.acceptedOn} />
              </td>
              <td className="s-paper-goods">
                <Goods category={line.category} attributes={items.get(line.item)?.attributes ?? {}} />
              </td>
              <td className="s-money">
                {line.settled.basis === undefined ? '—' : sayCode(sayKit, 'basis', line.settled.basis)}
              </td>
              <td>{sayCode(sayKit, 'unit', line.settled.unit)}</td>
              <td className="j-right">{grouped(plain(line.settled.value))}</td>
              <td className="j-right">
                {grouped(prices[line.price]?.price.amount ?? '')}
                <span className="s-under j-small">{say(line.taxIncluded ? 'taxIncluded' : 'taxApart')}</span>
              </td>
              <td className="j-right">{grouped(line.net.amount)}</td>
              <td className="j-right">{grouped(line.vat.amount)}</td>
              <td className="j-right">{grouped(line.amount.amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={7}>
              {say('paper.sum')}
            </th>
            <td className="j-right">{grouped(statement.net.amount)}</td>
            <td className="j-right">{grouped(statement.vat.amount)}</td>
            <td className="j-right">{grouped(statement.amount.amount)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
