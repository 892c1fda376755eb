import { FaultsAt } from '../kit/faults.tsx';
import { Check, ChoiceField, TextField } from '../kit/fields.tsx';
import type { PartProps } from './facts-fields.tsx';
import type { Requirement } from './form.ts';
import { useText } from './text.ts';

const kinds = ['qualification', 'substantive'] as const;

/** What a bidder must show (资格与实质性要求). */
export function RequirementsFields({ form: { requirements }, set }: PartProps) {
  const say = useText();
  const put = (at: number, change: Partial<Requirement>) =>
    set({ requirements: requirements.map((each, place) => (place === at ? { ...each, ...change } : each)) });
  const add = () => {
    const taken = new Set(requirements.map(({ key }) => key));
    let number = requirements.length + 1;
    while (taken.has(`r${number}`)) number += 1;
    set({ requirements: [...requirements, { key: `r${number}`, kind: 'qualification', text: '', completable: true }] });
  };
  return (
    <>
      <FaultsAt pointer="/requirements" />
      <ol className="p-rows">
        {requirements.map(({ key, kind, text, completable }, at) => (
          <li key={key} className="j-fields">
            <TextField
              pointer={`/requirements/${at}/text`}
              label={say('requirement.text', { number: at + 1 })}
              wide
              maxLength={500}
              value={text}
              onChange={(value) => put(at, { text: value })}
            />
            <ChoiceField
              pointer={`/requirements/${at}/kind`}
              label={say('requirement.kind')}
              value={kind}
              choices={kinds.map((it) => [it, say(`requirement.${it}`)])}
              onChange={(value) => put(at, { kind: value as Requirement['kind'] })}
            />
            <Check
              label={say('requirement.completable')}
              checked={completable}
              onChange={(checked) => put(at, { completable: checked })}
            />
            <button
              type="button"
              className="j-button"
              onClick={() => set({ requirements: requirements.filter((_, place) => place !== at) })}
            >
              {say('remove')}
            </button>
          </li>
        ))}
      </ol>
      <p className="j-actions">
        <button type="button" className="j-button" onClick={add}>
          {say('requirement.add')}
        </button>
      </p>
    </>
  );
}
