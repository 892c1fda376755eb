import { useSearchParams } from 'react-router';
import { useList, useRead } from '../api/queries.ts';
import { Empty, Listing, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { Amount } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import { isNegative, isZero, type Payable, type Side } from './model.ts';
import { PayableTable } from './payable-table.tsx';
import { useText } from './text.ts';
import './settlement.css';

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
              <Ages side={side} />
              <Groups items={items} side={side} />
            </>
          )}
        </Listing>
      </Section>
    </PageFrame>
  );
}

/** What is open of each age, of all that is unpaid. */
function Ages({ side }: { readonly side: Side }) {
  const say = useText();
  const totals = useRead('GET /v1/payables/ages', { query: { side } });
  return (
    <Reading of={totals}>
      {({ ages, back, interest }) => (
        <ul className="s-ages">
          {ages.toReversed().map(({ age, amount }) => (
            <Total key={age} title={say(`age.${age}`)} amount={amount} />
          ))}
          {!isZero(back.amount) && <Total title={say('ages.back')} amount={back} />}
          <Total title={say('interest')} amount={interest} />
        </ul>
      )}
    </Reading>
  );
}

function Total({ title, amount }: { readonly title: string; readonly amount: Payable['left'] }) {
  return (
    <li>
      <span className="j-small">{title}</span>
      <strong>
        <Amount value={amount} exact />
      </strong>
    </li>
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
