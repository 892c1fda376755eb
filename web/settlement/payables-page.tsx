import { useSearchParams } from 'react-router';
import { money, sumMoney } from '../../shared/kernel/money.ts';
import { useList } from '../api/queries.ts';
import { Empty, Listing, PageFrame, Section } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { Amount } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { isNegative, type Payable, type Side } from './model.ts';
import { PayableTable } from './payable-table.tsx';
import { useText } from './text.ts';
import './settlement.css';

const ages = ['over-90', '61-90', '31-60', '1-30', 'not-due'] as const;
const sides = ['buyer', 'supplier'] as const;

/** What is unpaid, by how late it is (账龄表): what is overdue first, then what falls due, then what nobody confirmed. */
export function Page() {
  const say = useText();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const kinds = session.status === 'user' ? (session.organisation?.kinds ?? []) : [];
  const side: Side =
    sides.find((each) => each === search.get('side')) ?? (kinds.includes('buyer') ? 'buyer' : 'supplier');
  const payables = useList('GET /v1/payables', { query: { side, limit: 100 } });
  return (
    <PageFrame title={say(`payables.${side}`)}>
      <Section title={say('ages')}>
        <div className="j-fields j-no-print">
          <ChoiceField
            label={say('payables.which')}
            value={side}
            choices={sides.map((each) => [each, say(`payables.${each}`)])}
            onChange={(value) => setSearch({ side: value }, { replace: true })}
          />
        </div>
        <Listing of={payables} empty={<Empty title={say('payables.none')}>{say(`payables.noneDetail.${side}`)}</Empty>}>
          {(items) => (
            <>
              <Ages items={items} />
              {payables.hasNextPage && <p className="j-small">{say('ages.partly')}</p>}
              <Groups items={items} side={side} />
            </>
          )}
        </Listing>
      </Section>
    </PageFrame>
  );
}

/** What is open of each age, of the statements that are shown. */
function Ages({ items }: { readonly items: readonly Payable[] }) {
  const say = useText();
  const all = items.flatMap((each) => each.open);
  // What is paid back is not netted against what is open elsewhere.
  const open = all.filter(({ amount }) => !isNegative(amount.amount));
  const back = all.filter(({ amount }) => isNegative(amount.amount));
  return (
    <ul className="s-ages">
      {ages.map((age) => (
        <li key={age}>
          <span className="j-small">{say(`age.${age}`)}</span>
          <strong>
            <Amount
              value={money(sumMoney(open.filter((each) => each.age === age).map(({ amount }) => amount)))}
              exact
            />
          </strong>
        </li>
      ))}
      {back.length > 0 && (
        <li>
          <span className="j-small">{say('ages.back')}</span>
          <strong>
            <Amount value={money(sumMoney(back.map(({ amount }) => amount)))} exact />
          </strong>
        </li>
      )}
      <li>
        <span className="j-small">{say('interest')}</span>
        <strong>
          <Amount value={money(sumMoney(items.map(({ interest }) => interest)))} exact />
        </strong>
      </li>
    </ul>
  );
}

const isCredit = ({ amount }: Payable) => isNegative(amount.amount);
const isLate = (each: Payable) => !isCredit(each) && each.open.some(({ age }) => age !== 'not-due');

function Groups({ items, side }: { readonly items: readonly Payable[]; readonly side: Side }) {
  const say = useText();
  const groups = [
    ['late', items.filter(isLate)],
    ['due', items.filter((each) => !isLate(each) && !isCredit(each) && each.confirmed)],
    ['unconfirmed', items.filter((each) => !isCredit(each) && !each.confirmed)],
    ['credit', items.filter(isCredit)],
  ] as const;
  return groups.map(
    ([name, of]) =>
      of.length > 0 && (
        <div key={name} className="s-groups">
          <h3 className={name === 'late' ? 's-late' : undefined}>{say(`group.${name}`, { count: of.length })}</h3>
          <PayableTable caption={say(`group.${name}`, { count: of.length })} items={of} side={side} />
        </div>
      ),
  );
}
