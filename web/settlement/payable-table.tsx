import { Link } from 'react-router';
import { type Column, Table, Tag } from '../kit/blocks.tsx';
import { monthText } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { OrganisationName } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Amount, Day } from '../kit/values.tsx';
import { isZero, type Payable, type Side } from './model.ts';
import { LawArticle } from './statement-facts.tsx';
import { useText } from './text.ts';

interface PayableTableProps {
  readonly caption: string;
  readonly items: readonly Payable[];
  readonly side: Side;
}

/** Statements that are not paid: what is left, what of it is due when, and what lateness has cost so far. */
export function PayableTable({ caption, items, side }: PayableTableProps) {
  const say = useText();
  const language = useLanguage();
  const other = side === 'buyer' ? 'supplier' : 'buyer';
  const columns: readonly Column<Payable>[] = [
    {
      title: say('statement'),
      of: ({ id, month }) => <Link to={`/statements/${id}`}>{monthText(month, language)}</Link>,
    },
    { title: say(`side.${other}`), of: (each) => <OrganisationName id={each[other]} /> },
    {
      title: say('dues'),
      of: ({ open, confirmed }) =>
        open.length === 0
          ? say(confirmed ? 'dues.interestOnly' : 'dues.unconfirmed')
          : open.map(({ dueOn, amount, age }) => (
              <span key={dueOn + amount.amount} className="s-line">
                <Day at={dueOn} /> <Tag tone={age === 'not-due' ? 'neutral' : 'bad'}>{sayCode(say, 'age', age)}</Tag>
              </span>
            )),
    },
    { title: say('left'), of: ({ left }) => <Amount value={left} exact />, figure: true },
    {
      title: say('disputed'),
      of: ({ disputed }) => (isZero(disputed.amount) ? '—' : <Amount value={disputed} exact />),
      figure: true,
    },
    {
      title: say('interest'),
      of: ({ interest }) => (isZero(interest.amount) ? '—' : <Amount value={interest} exact />),
      figure: true,
    },
    {
      title: say('rule'),
      of: ({ rule, article }) => (
        <span>
          {sayCode(say, 'rule', rule)}
          <span className="s-under j-small">
            <LawArticle of={article} />
          </span>
        </span>
      ),
    },
  ];
  return <Table caption={caption} columns={columns} items={items} keyOf={({ id }) => id} />;
}
