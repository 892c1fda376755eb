import { divisions } from '../../shared/commodity/divisions.ts';
import { useText as useAwardText } from '../kit/award/text.ts';
import { FaultsAt } from '../kit/faults.tsx';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { Division } from '../kit/values.tsx';
import type { FreightForm } from './award-form.ts';
import type { ItemForm } from './form.ts';
import { useText } from './text.ts';

const bases = ['included', 'zone-table', 'quoted'] as const;

interface FreightFieldsProps {
  readonly freight: FreightForm;
  readonly items: readonly ItemForm[];
  /** Of the lot. */
  readonly pointer: string;
  set(freight: FreightForm): void;
}

/** What delivery costs, the same basis for all bids (运费): in the price, quoted, or by a table from stock to delivery. */
export function FreightFields({ freight, items, pointer, set }: FreightFieldsProps) {
  const say = useText();
  const sayAward = useAwardText();
  const { basis } = freight;
  return (
    <fieldset className="p-group">
      <legend>{sayAward('freight')}</legend>
      <div className="j-fields">
        <ChoiceField
          pointer={`${pointer}/freight/basis`}
          label={sayAward('freight.basis')}
          none={say('freight.unsaid')}
          value={basis}
          choices={bases.map((it) => [it, sayAward(`freight.${it}`)])}
          onChange={(value) => set({ ...freight, basis: value as FreightForm['basis'] })}
        />
      </div>
      <FaultsAt pointer={`${pointer}/freight`} />
      {basis === 'zone-table' && <Zones freight={freight} items={items} pointer={pointer} set={set} />}
    </fieldset>
  );
}

/** A row a stock division, a column a division that goods go to. What is empty is no rate yet. */
function Zones({ freight, items, pointer, set }: FreightFieldsProps) {
  const say = useText();
  const language = useLanguage();
  const { origins, zones } = freight;
  const goals = [...new Set([...items.map(({ division }) => division), ...zones.map(({ to }) => to)])]
    .filter((code) => code !== '')
    .sort();
  const rate = (from: string, to: string, perUnit: string) => {
    const at = zones.findIndex((zone) => zone.from === from && zone.to === to);
    const others = zones.filter((_, place) => place !== at);
    if (perUnit === '') return set({ ...freight, zones: others });
    const zone = { from, to, perUnit };
    set({ ...freight, zones: at === -1 ? [...zones, zone] : zones.map((each, place) => (place === at ? zone : each)) });
  };
  const move = (at: number, from: string) =>
    set({
      ...freight,
      origins: origins.map((each, place) => (place === at ? from : each)),
      zones: zones.map((zone) => (zone.from === origins[at] ? { ...zone, from } : zone)),
    });
  const drop = (at: number) =>
    set({
      ...freight,
      origins: origins.filter((_, place) => place !== at),
      zones: zones.filter(({ from }) => from !== origins[at]),
    });
  return (
    <>
      <FaultsAt pointer={`${pointer}/freight/zones`} />
      <div className="j-table-frame">
        <table className="j-table">
          <caption className="j-hidden">{say('zones')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('zones.from')}</th>
              {goals.map((code) => (
                <th key={code} scope="col">
                  {say('zones.to')} <Division code={code} />
                </th>
              ))}
              <th scope="col">{say('item.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {origins.map((from, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an origin that is not chosen yet is known by its place
              <tr key={at}>
                <th scope="row" data-title={say('zones.from')}>
                  <ChoiceField
                    label={say('zones.number', { number: at + 1 })}
                    bare
                    none={say('choose')}
                    value={from}
                    choices={divisions()
                      .filter(({ code }) => code === from || !origins.includes(code))
                      .map(({ code, name }) => [code, name[language]])}
                    onChange={(next) => move(at, next)}
                  />
                </th>
                {goals.map((to) => {
                  const place = zones.findIndex((zone) => zone.from === from && zone.to === to);
                  return (
                    <td key={to} data-title={divisions().find(({ code }) => code === to)?.name[language] ?? to}>
                      <TextField
                        pointer={place === -1 ? undefined : `${pointer}/freight/zones/${place}`}
                        label={say('zones.rate', { number: at + 1 })}
                        bare
                        figure
                        narrow
                        value={zones[place]?.perUnit ?? ''}
                        onChange={(value) => from !== '' && rate(from, to, value)}
                      />
                    </td>
                  );
                })}
                <td data-title={say('item.actions')}>
                  <button
                    type="button"
                    className="j-button"
                    aria-label={say('zones.remove', { number: at + 1 })}
                    onClick={() => drop(at)}
                  >
                    {say('remove')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="j-actions">
        <button
          type="button"
          className="j-button"
          disabled={origins.includes('')}
          onClick={() => set({ ...freight, origins: [...origins, ''] })}
        >
          {say('zones.add')}
        </button>
      </p>
      <p className="j-small">{say('zones.about')}</p>
    </>
  );
}
