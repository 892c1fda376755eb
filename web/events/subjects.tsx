import { useRead } from '../api/queries.ts';
import { type Choice, ChoiceField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { processNames, useSubjectWords } from '../kit/subject.ts';
import { useText } from './text.ts';

interface SubjectFieldProps {
  readonly label: string;
  readonly pointer?: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
}

/** A category of goods or a process of work. */
export function SubjectField({ label, pointer, value, onChange }: SubjectFieldProps) {
  const say = useText();
  const language = useLanguage();
  const { data } = useRead('GET /v1/catalogue/categories', {});
  const goods = (data?.items ?? []).flatMap(({ name, children }) =>
    children
      .filter(({ status }) => status === 'active')
      .map((each): Choice => [each.code, `${name[language]} · ${each.name[language]}`]),
  );
  const work = processNames.map(({ code, name }): Choice => [code, `${say('kind.processing')} · ${name[language]}`]);
  return (
    <ChoiceField
      label={label}
      pointer={pointer}
      none={say('choose')}
      value={value}
      onChange={onChange}
      choices={[...goods, ...work]}
    />
  );
}

interface SubjectsProps {
  readonly subjects: readonly string[];
  readonly onChange: (subjects: readonly string[]) => void;
}

/** Several of them: what an event is about. */
export function Subjects({ subjects, onChange }: SubjectsProps) {
  const say = useText();
  const nameOf = useSubjectWords();
  return (
    <>
      <SubjectField
        label={say('subjects')}
        pointer="/subjects"
        value=""
        onChange={(code) => onChange([...subjects.filter((each) => each !== code), code])}
      />
      <ul className="e-chosen">
        {subjects.map((code) => (
          <li key={code}>
            {nameOf(code)}{' '}
            <button
              type="button"
              className="j-link"
              aria-label={say('removeNamed', { name: nameOf(code) })}
              onClick={() => onChange(subjects.filter((each) => each !== code))}
            >
              {say('remove')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
