import { TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

type Part = 'from' | 'to' | 'value';

/** A factor with its bands, or a criterion with its options: titled rows under a title. */
export interface GroupForm {
  readonly key: string;
  readonly title: string;
  readonly weight?: string;
  readonly rows: readonly ({ readonly title: string } & Readonly<Partial<Record<Part, string>>>)[];
}

interface GroupsFieldsProps {
  readonly pointer: string;
  readonly words: 'factor' | 'criterion';
  readonly parts: readonly Part[];
  readonly groups: readonly GroupForm[];
  set(groups: readonly GroupForm[]): void;
}

/** Factors and criteria, each a small table of its own. */
export function GroupsFields({ pointer, words, parts, groups, set }: GroupsFieldsProps) {
  const say = useText();
  const put = (at: number, change: Partial<GroupForm>) =>
    set(groups.map((each, place) => (place === at ? { ...each, ...change } : each)));
  const add = () => {
    const taken = new Set(groups.map(({ key }) => key));
    let number = groups.length + 1;
    while (taken.has(`f${number}`)) number += 1;
    const weight = words === 'factor' ? { weight: '' } : {};
    set([...groups, { key: `f${number}`, title: '', ...weight, rows: [{ title: '' }, { title: '' }] }]);
  };
  return (
    <>
      {groups.map((group, at) => (
        <fieldset key={group.key} className="p-group">
          <legend>{say(`${words}.number`, { number: at + 1 })}</legend>
          <GroupFields
            group={group}
            pointer={`${pointer}/${at}`}
            rowsAt={words === 'factor' ? 'bands' : 'options'}
            words={words}
            parts={parts}
            put={(change) => put(at, change)}
          />
          <button type="button" className="j-button" onClick={() => set(groups.filter((_, place) => place !== at))}>
            {say(`${words}.remove`)}
          </button>
        </fieldset>
      ))}
      <p className="j-actions">
        <button type="button" className="j-button" onClick={add}>
          {say(`${words}.add`)}
        </button>
      </p>
    </>
  );
}

interface GroupFieldsProps extends Pick<GroupsFieldsProps, 'pointer' | 'words' | 'parts'> {
  readonly group: GroupForm;
  readonly rowsAt: string;
  put(change: Partial<GroupForm>): void;
}

function GroupFields({ group: { title, weight, rows }, pointer, rowsAt, words, parts, put }: GroupFieldsProps) {
  const say = useText();
  const putRow = (at: number, change: object) =>
    put({ rows: rows.map((each, place) => (place === at ? { ...each, ...change } : each)) });
  return (
    <>
      <div className="j-fields">
        <TextField
          pointer={`${pointer}/title`}
          label={say(`${words}.title`)}
          maxLength={120}
          value={title}
          onChange={(value) => put({ title: value })}
        />
        {weight !== undefined && (
          <TextField
            pointer={`${pointer}/weight`}
            label={say('factor.weight')}
            figure
            narrow
            value={weight}
            onChange={(value) => put({ weight: value })}
          />
        )}
      </div>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a band has no name but its place
        <div key={at} className="j-fields">
          <TextField
            pointer={`${pointer}/${rowsAt}/${at}/title`}
            label={say(`${words}.row`, { number: at + 1 })}
            maxLength={200}
            value={row.title}
            onChange={(value) => putRow(at, { title: value })}
          />
          {parts.map((part) => (
            <TextField
              key={part}
              pointer={`${pointer}/${rowsAt}/${at}/${part}`}
              label={say(`part.${part}`)}
              figure
              narrow
              value={row[part] ?? ''}
              onChange={(value) => putRow(at, { [part]: value })}
            />
          ))}
          <button
            type="button"
            className="j-button"
            aria-label={say(`${words}.removeRow`, { number: at + 1 })}
            onClick={() => put({ rows: rows.filter((_, place) => place !== at) })}
          >
            {say('remove')}
          </button>
        </div>
      ))}
      <p className="j-actions">
        <button type="button" className="j-button" onClick={() => put({ rows: [...rows, { title: '' }] })}>
          {say(`${words}.addRow`)}
        </button>
      </p>
    </>
  );
}
