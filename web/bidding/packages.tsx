import { Section } from '../kit/blocks.tsx';
import { Cell } from './cell.tsx';
import { cellOf, type WritingProps } from './offer.ts';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';

/** A discount when several lots are won together (成套优惠), where lots are awarded in parts. */
export function Packages({ tender, draft, read, onChange }: WritingProps & { readonly tender: Tender }) {
  const say = useText();
  const lots = tender.lots.filter(({ allocation }) => allocation.rule === 'optimised');
  if (lots.length < 2) return null;
  const { packages } = draft;
  const set = (at: number, change: Partial<(typeof packages)[number]>) =>
    onChange({ ...draft, packages: packages.map((each, place) => (place === at ? { ...each, ...change } : each)) });
  return (
    <Section title={say('packages')}>
      <p className="j-small">{say('packages.about')}</p>
      {packages.map(({ lots: of, discount }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a package is known by its place
        <fieldset key={at} className="b-choice b-conditions">
          <legend>{say('packages.one', { number: at + 1 })}</legend>
          {lots.map(({ id, title }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={of.includes(id)}
                onChange={({ target }) =>
                  set(at, { lots: target.checked ? [...of, id] : of.filter((each) => each !== id) })
                }
              />
              {title}
            </label>
          ))}
          <Cell
            id={cellOf('package', `${at}`)}
            label={say('terms.discount')}
            value={discount}
            fault={read.faults.get(cellOf('package', `${at}`))}
            onChange={(value) => set(at, { discount: value })}
          />
          <button
            type="button"
            className="j-button"
            onClick={() => onChange({ ...draft, packages: packages.filter((_, place) => place !== at) })}
          >
            {say('remove')}
          </button>
        </fieldset>
      ))}
      <p>
        <button
          type="button"
          className="j-button"
          onClick={() => onChange({ ...draft, packages: [...packages, { lots: [], discount: '' }] })}
        >
          {say('packages.add')}
        </button>
      </p>
    </Section>
  );
}
