import { useState } from 'react';
import { Notice, Section } from '../kit/blocks.tsx';
import { askedValidity, type BidDraft, draftFrom } from './draft.ts';
import { LotPrices } from './lot-prices.tsx';
import type { WritingProps } from './offer.ts';
import { Packages } from './packages.tsx';
import { PrivatePart } from './private-part.tsx';
import { sealer } from './sealing.ts';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import type { Desk } from './work.ts';

interface Props extends WritingProps {
  readonly tender: Tender;
  readonly desk: Desk;
}

/** Everything there is to write in a bid. */
export function Writing({ tender, desk, ...writing }: Props) {
  const say = useText();
  const { draft, onChange } = writing;
  return (
    <>
      <Notice>
        <p>{say('writing.about')}</p>
        <Import tender={tender} onRead={onChange} />
      </Notice>
      {tender.lots.map((lot, at) => (
        <LotPrices key={lot.id} lot={lot} number={at + 1} {...writing} />
      ))}
      <Packages tender={tender} {...writing} />
      <Section title={say('validUntil')}>
        <label className="j-field b-day">
          {say('validUntil.asked', { days: tender.bidValidityDays })}
          <input
            type="date"
            className="j-input"
            required
            min={askedValidity(tender)}
            value={draft.validUntil}
            onChange={({ target }) => target.value !== '' && onChange({ ...draft, validUntil: target.value })}
          />
        </label>
      </Section>
      <PrivatePart tender={tender} desk={desk} {...writing} />
    </>
  );
}

/** Goes on from what was kept of a bid that was sealed elsewhere, by the command line or another browser. */
function Import({ tender, onRead }: { readonly tender: Tender; readonly onRead: (draft: BidDraft) => void }) {
  const say = useText();
  const [wrong, setWrong] = useState(false);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const { readKept } = await sealer();
      const { disclosed, private: secret } = readKept(JSON.parse(await file.text()), 'unreadable');
      setWrong(disclosed.tender !== tender.id);
      if (disclosed.tender === tender.id) onRead(draftFrom(disclosed, secret));
    } catch {
      setWrong(true);
    }
  };
  return (
    <details>
      <summary>{say('import')}</summary>
      <label className="j-button b-upload">
        {say('import.about')}
        <input
          type="file"
          accept=".json,application/json"
          className="j-hidden"
          onChange={({ target }) => void read(target.files?.[0])}
        />
      </label>
      {wrong && <Notice tone="bad">{say('import.wrong')}</Notice>}
    </details>
  );
}
