import { TextField } from '../kit/fields.tsx';
import type { Registering } from './registering.ts';
import { useText } from './text.ts';

type Person = Registering['people'][number];

interface PeopleProps {
  readonly people: readonly Person[];
  readonly onChange: (people: readonly Person[]) => void;
}

/** Who comes for the firm (参会人员). */
export function People({ people, onChange }: PeopleProps) {
  const say = useText();
  const put = (at: number, changes: Partial<Person>) =>
    onChange(people.map((each, place) => (place === at ? { ...each, ...changes } : each)));
  return (
    <>
      {people.map(({ name, title = '', phone = '' }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a person is a place in the list until it has a name
        <fieldset key={at} className="e-person">
          <legend>{say('person', { number: at + 1 })}</legend>
          <div className="j-grid">
            <TextField
              label={say('person.name')}
              pointer={`/people/${at}/name`}
              maxLength={40}
              required
              value={name}
              onChange={(value) => put(at, { name: value })}
            />
            <TextField
              label={say('person.title')}
              pointer={`/people/${at}/title`}
              maxLength={40}
              value={title}
              onChange={(value) => put(at, { title: value })}
            />
            <TextField
              label={say('person.phone')}
              pointer={`/people/${at}/phone`}
              type="tel"
              maxLength={30}
              value={phone}
              onChange={(value) => put(at, { phone: value })}
            />
          </div>
          {people.length > 1 && (
            <button
              type="button"
              className="j-button"
              onClick={() => onChange(people.filter((_, place) => place !== at))}
            >
              {say('person.remove')}
            </button>
          )}
        </fieldset>
      ))}
      <p>
        <button type="button" className="j-button" onClick={() => onChange([...people, { name: '' }])}>
          {say('person.add')}
        </button>
      </p>
    </>
  );
}
