import { useText as useAwardText } from '../kit/award/text.ts';
import { FaultsAt } from '../kit/faults.tsx';
import { Check, ChoiceField, TextField } from '../kit/fields.tsx';
import { noTerms, type TermsForm } from './award-form.ts';
import type { PartProps } from './facts-fields.tsx';
import { useText } from './text.ts';

const at = '/agreementTerm';
const rules = ['fixed', 'index-premium', 'index-discount', 'band'] as const;
const dates = ['order-day', 'delivery-day', 'week', 'ten-days', 'month'] as const;
const days = ['confirmDays', 'acceptDays', 'disputeDays', 'paymentDays'] as const;
const weighings = ['received', 'note-within-3-per-mille'] as const;

/** Whether a framework agreement follows the award, and its terms (框架协议条款): else the goods are bought once. */
export function TermsFields({ form: { agreement, regime }, set }: PartProps) {
  const say = useText();
  const sayAward = useAwardText();
  const put = (change: Partial<TermsForm>) => set({ agreement: { ...(agreement ?? noTerms), ...change } });
  return (
    <>
      <FaultsAt pointer={at} />
      {regime !== 'framework-second-stage' && (
        <Check
          label={say('agreement.follows')}
          checked={agreement !== undefined}
          onChange={(on) => set({ agreement: on ? noTerms : undefined })}
        />
      )}
      {agreement === undefined ? (
        <p className="j-small">{say('agreement.once')}</p>
      ) : (
        <>
          <div className="j-fields">
            {(['from', 'to'] as const).map((name) => (
              <TextField
                key={name}
                pointer={`${at}/${name}`}
                label={sayAward(`agreement.${name}`)}
                type="date"
                value={agreement[name]}
                onChange={(value) => put({ [name]: value })}
              />
            ))}
            <TextField
              pointer={`${at}/rollOver`}
              label={sayAward('agreement.rollOver')}
              hint={say('optional')}
              type="date"
              value={agreement.rollOver}
              onChange={(rollOver) => put({ rollOver })}
            />
          </div>
          <PriceFields agreement={agreement} put={put} />
          <div className="j-fields">
            <TextField
              pointer={`${at}/tolerance`}
              label={sayAward('agreement.tolerance')}
              figure
              narrow
              value={agreement.tolerance}
              onChange={(tolerance) => put({ tolerance })}
            />
            {days.map((name) => (
              <TextField
                key={name}
                pointer={`${at}/${name}`}
                label={sayAward(`agreement.${name}`)}
                figure
                narrow
                value={agreement[name]}
                onChange={(value) => put({ [name]: value })}
              />
            ))}
            <ChoiceField
              pointer={`${at}/weighing`}
              label={sayAward('agreement.weighing')}
              none={say('unsaid')}
              value={agreement.weighing}
              choices={weighings.map((it) => [it, sayAward(`weighing.${it}`)])}
              onChange={(value) => put({ weighing: value as TermsForm['weighing'] })}
            />
          </div>
        </>
      )}
    </>
  );
}

interface PriceFieldsProps {
  readonly agreement: TermsForm;
  put(change: Partial<TermsForm>): void;
}

/** How prices follow the market (价格条款). */
function PriceFields({ agreement: { rule, dates: taken, band }, put }: PriceFieldsProps) {
  const say = useText();
  const sayAward = useAwardText();
  return (
    <>
      <div className="j-fields">
        <ChoiceField
          pointer={`${at}/price/rule`}
          label={sayAward('price.rule')}
          value={rule}
          choices={rules.map((it) => [it, sayAward(`price.${it}`)])}
          onChange={(value) => put({ rule: value as TermsForm['rule'] })}
        />
        {rule !== 'fixed' && (
          <ChoiceField
            pointer={`${at}/price/dates`}
            label={sayAward('price.dates')}
            value={taken}
            choices={dates.map((it) => [it, sayAward(`dates.${it}`)])}
            onChange={(value) => put({ dates: value as TermsForm['dates'] })}
          />
        )}
        {rule === 'band' && (
          <TextField
            pointer={`${at}/price/band`}
            label={sayAward('price.bandLabel')}
            figure
            narrow
            value={band}
            onChange={(value) => put({ band: value })}
          />
        )}
      </div>
      <p className="j-small">{say(`price.${rule}.about`)}</p>
    </>
  );
}
