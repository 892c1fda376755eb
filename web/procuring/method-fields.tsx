import { FaultsAt } from '../kit/faults.tsx';
import { TextField } from '../kit/fields.tsx';
import type { Criterion, LotForm, Scoring } from './form.ts';
import { type GroupForm, GroupsFields } from './groups-fields.tsx';
import { useText } from './text.ts';

interface MethodFieldsProps {
  readonly lot: LotForm;
  readonly pointer: string;
  readonly method: string;
  put(change: (lot: LotForm) => LotForm): void;
}

const noScoring: Scoring = { priceWeight: '', factors: [] };

/** What the method asks of a lot: factors with their bands (综合评分法), or criteria with their options (加权价格). */
export function MethodFields({ lot, pointer, method, put }: MethodFieldsProps) {
  const say = useText();
  if (method === 'scoring') {
    const scoring = lot.scoring ?? noScoring;
    const set = (change: Partial<Scoring>) =>
      put((now) => ({ ...now, scoring: { ...(now.scoring ?? noScoring), ...change } }));
    return (
      <>
        <FaultsAt pointer={`${pointer}/scoring`} />
        <div className="j-fields">
          <TextField
            pointer={`${pointer}/scoring/priceWeight`}
            label={say('scoring.priceWeight')}
            hint={say('scoring.hint')}
            figure
            narrow
            value={scoring.priceWeight}
            onChange={(priceWeight) => set({ priceWeight })}
          />
        </div>
        <GroupsFields
          pointer={`${pointer}/scoring/factors`}
          words="factor"
          parts={['from', 'to']}
          groups={scoring.factors.map(({ key, title, weight, bands }) => ({ key, title, weight, rows: bands }))}
          set={(groups) => set({ factors: groups.map(factorOf) })}
        />
      </>
    );
  }
  if (method === 'weighted-price') {
    return (
      <>
        <FaultsAt pointer={`${pointer}/criteria`} />
        <GroupsFields
          pointer={`${pointer}/criteria`}
          words="criterion"
          parts={['value']}
          groups={(lot.criteria ?? []).map(({ key, title, options }) => ({ key, title, rows: options }))}
          set={(groups) => put((now) => ({ ...now, criteria: groups.map(criterionOf) }))}
        />
      </>
    );
  }
  return null;
}

const factorOf = ({ key, title, weight = '', rows }: GroupForm): Scoring['factors'][number] => ({
  key,
  title,
  weight,
  bands: rows.map(({ title: band, from = '', to = '' }) => ({ title: band, from, to })),
});

const criterionOf = ({ key, title, rows }: GroupForm): Criterion => ({
  key,
  title,
  options: rows.map(({ title: option, value = '' }) => ({ title: option, value })),
});
