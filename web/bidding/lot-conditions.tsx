import { divisions } from '../../shared/commodity/divisions.ts';
import { useLanguage } from '../kit/language.ts';
import { useText as useKitText } from '../kit/text.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Cell } from './cell.tsx';
import { lotOf, withLot } from './draft.ts';
import { cellOf, type WritingProps } from './offer.ts';
import type { Lot } from './tender.ts';
import { useText } from './text.ts';

/** Under which terms a lot is offered (供货条件), where its documents take any: they are none of every lot's business. */
export function LotConditions({ lot, ...writing }: WritingProps & { readonly lot: Lot }) {
  const inParts = lot.allocation.rule === 'optimised';
  const byZone = lot.freight?.basis === 'zone-table';
  if (!inParts && !byZone) return null;
  return (
    <div className="b-conditions">
      {byZone && <Stock lot={lot} {...writing} />}
      {inParts && <Parts lot={lot} {...writing} />}
    </div>
  );
}

function Stock({ lot, draft, onChange }: WritingProps & { readonly lot: Lot }) {
  const say = useText();
  const language = useLanguage();
  const zones = lot.freight?.basis === 'zone-table' ? lot.freight.zones : [];
  const from = new Set(zones.map((zone) => zone.from));
  return (
    <label className="j-field">
      {say('terms.stock')}
      <select
        className="j-input"
        value={lotOf(draft, lot).stock}
        onChange={({ target }) => onChange(withLot(draft, lot, { stock: target.value }))}
      >
        <option value="">{say('choose')}</option>
        {divisions()
          .filter(({ code }) => from.has(code))
          .map(({ code, name }) => (
            <option key={code} value={code}>
              {name[language]}
            </option>
          ))}
      </select>
    </label>
  );
}

function Parts({ lot, draft, read, onChange }: WritingProps & { readonly lot: Lot }) {
  const say = useText();
  const sayKit = useKitText();
  const { capacity, minimumOrder, tiers } = lotOf(draft, lot);
  const unit = lot.allocation.rule === 'optimised' ? sayCode(sayKit, 'unit', lot.allocation.step.unit) : '';
  const fault = (what: string) => read.faults.get(cellOf(lot.id, what));
  const setTier = (at: number, change: Partial<(typeof tiers)[number]>) =>
    onChange(
      withLot(draft, lot, { tiers: tiers.map((tier, place) => (place === at ? { ...tier, ...change } : tier)) }),
    );
  return (
    <>
      <Cell
        id={cellOf(lot.id, 'capacity')}
        label={say('terms.capacity', { unit })}
        value={capacity}
        fault={fault('capacity')}
        onChange={(value) => onChange(withLot(draft, lot, { capacity: value }))}
      />
      <Cell
        id={cellOf(lot.id, 'minimum')}
        label={say('terms.minimum', { unit })}
        value={minimumOrder}
        fault={fault('minimum')}
        onChange={(value) => onChange(withLot(draft, lot, { minimumOrder: value }))}
      />
      {tiers.map((tier, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tier is known by its place
        <span key={at} className="b-tier">
          <Cell
            id={cellOf(lot.id, `tier-${at}`)}
            label={say('terms.from', { unit })}
            value={tier.from}
            fault={fault(`tier-${at}`)}
            onChange={(from) => setTier(at, { from })}
          />
          <Cell
            id={cellOf(lot.id, `discount-${at}`)}
            label={say('terms.discount')}
            value={tier.discount}
            fault={fault(`discount-${at}`)}
            onChange={(discount) => setTier(at, { discount })}
          />
          <button
            type="button"
            className="j-button"
            onClick={() => onChange(withLot(draft, lot, { tiers: tiers.filter((_, place) => place !== at) }))}
          >
            {say('remove')}
          </button>
        </span>
      ))}
      {tiers.length < 6 && (
        <button
          type="button"
          className="j-button"
          onClick={() => onChange(withLot(draft, lot, { tiers: [...tiers, { from: '', discount: '' }] }))}
        >
          {say('terms.addTier')}
        </button>
      )}
    </>
  );
}
