import { useList } from '../api/queries.ts';
import { useText as useAwardText } from '../kit/award/text.ts';
import { FaultsAt } from '../kit/faults.tsx';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import type { IndexForm } from './award-form.ts';
import type { ItemForm } from './form.ts';
import { useText } from './text.ts';

interface IndexFieldsProps {
  readonly item: ItemForm;
  /** Of the item. */
  readonly pointer: string;
  set(priceIndex: IndexForm): void;
}

/** The published price that settlement of these goods follows, and what it stood at on the base day (价格指数、基准价). */
export function IndexFields({ item: { priceIndex }, pointer, set }: IndexFieldsProps) {
  const say = useText();
  const sayAward = useAwardText();
  const { data: kept = [] } = useList('GET /v1/price-indices', { query: {} });
  const { index, base, surcharge } = priceIndex;
  const known = kept.some(({ id }) => id === index);
  const at = `${pointer}/priceIndex`;
  return (
    <>
      <div className="j-fields p-spec">
        <ChoiceField
          pointer={`${at}/index`}
          label={sayAward('index')}
          none={say('choose')}
          value={index}
          choices={[
            ...kept.map(({ id, name }) => [id, name] as const),
            ...(index === '' || known ? [] : ([[index, index]] as const)),
          ]}
          onChange={(value) => set({ ...priceIndex, index: value })}
        />
        <TextField
          pointer={`${at}/base`}
          label={sayAward('index.base')}
          figure
          narrow
          value={base}
          onChange={(value) => set({ ...priceIndex, base: value })}
        />
        <TextField
          pointer={`${at}/surcharge`}
          label={sayAward('index.surcharge')}
          hint={say('optional')}
          figure
          narrow
          value={surcharge}
          onChange={(value) => set({ ...priceIndex, surcharge: value })}
        />
      </div>
      {kept.length === 0 && <p className="j-small">{say('index.none')}</p>}
      <FaultsAt pointer={at} />
    </>
  );
}
