import type { PartProps } from './facts-fields.tsx';
import { FaultsAt, Field } from './field.tsx';
import type { Requirement } from './form.ts';
import { useText } from './text.ts';

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
            <Field pointer={`/requirements/${at}/text`} label={say('requirement.text', { number: at + 1 })} wide>
              {(input) => (
                <input
                  {...input}
                  value={text}
                  maxLength={500}
                  onChange={({ target }) => put(at, { text: target.value })}
                />
              )}
            </Field>
            <Field pointer={`/requirements/${at}/kind`} label={say('requirement.kind')}>
              {(input) => (
                <select
                  {...input}
                  value={kind}
                  onChange={({ target }) => put(at, { kind: target.value as Requirement['kind'] })}
                >
                  <option value="qualification">{say('requirement.qualification')}</option>
                  <option value="substantive">{say('requirement.substantive')}</option>
                </select>
              )}
            </Field>
            <label className="j-check">
              <input
                type="checkbox"
                checked={completable}
                onChange={({ target }) => put(at, { completable: target.checked })}
              />
              {say('requirement.completable')}
            </label>
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
