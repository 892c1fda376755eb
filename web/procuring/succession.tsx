import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { TextForm } from '../kit/text-form.tsx';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

type Ground = Body<'POST /v1/tenders/{id}/succession'>['ground'];
const grounds: readonly Ground[] = [
  'withdrew',
  'force-majeure',
  'no-performance-bond',
  'unlawful-conduct',
  'objection-upheld',
  'complaint-upheld',
];

/** A winner drops out, and the next in rank takes its place (取消中标与依次递补). */
export function Succession({ tender: { id, lots, awards = [] } }: { readonly tender: Tender }) {
  const say = useText();
  const [chosen, setChosen] = useState(0);
  const [ground, setGround] = useState<Ground>('withdrew');
  const write = useWrite('POST /v1/tenders/{id}/succession', { onDone: () => setChosen(0) });
  const award = awards[chosen];
  if (award === undefined) return null;
  const { lot, supplier } = award;
  return (
    <details className="j-fold">
      <summary>{say('succession')}</summary>
      <TextForm
        draft={`succession-${id}`}
        label={say('succession.reason')}
        submit={say('succession.send')}
        max={1000}
        pending={write.isPending}
        error={write.error}
        send={(reason) => write.mutateAsync({ path: { id }, body: { lot, supplier, ground, reason } })}
      >
        <div className="j-fields">
          <label className="j-field">
            {say('succession.of')}
            <select className="j-input" value={chosen} onChange={({ target }) => setChosen(target.selectedIndex)}>
              {awards.map((each, at) => (
                <option key={each.lot + each.supplier} value={at}>
                  {lots.find((one) => one.id === each.lot)?.title} · {each.name}
                </option>
              ))}
            </select>
          </label>
          <label className="j-field">
            {say('succession.ground')}
            <select className="j-input" value={ground} onChange={({ target }) => setGround(target.value as Ground)}>
              {grounds.map((each) => (
                <option key={each} value={each}>
                  {say(`ground.${each}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
      </TextForm>
    </details>
  );
}
