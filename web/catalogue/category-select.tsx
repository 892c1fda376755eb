import { useRead } from '../api/queries.ts';
import { useLanguage } from '../kit/language.ts';
import { useText } from './text.ts';

interface CategorySelectProps {
  readonly value: string;
  onChange(code: string): void;
}

/** One of the categories that are traded, under their families. */
export function CategorySelect({ value, onChange }: CategorySelectProps) {
  const say = useText();
  const language = useLanguage();
  const { data } = useRead('GET /v1/catalogue/categories', {});
  return (
    <label className="j-field">
      {say('filter.category')}
      <select className="j-input" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{say('choose')}</option>
        {data?.items.map(({ code, name, children }) => (
          <optgroup key={code} label={name[language]}>
            {children
              .filter(({ status }) => status === 'active')
              .map((each) => (
                <option key={each.code} value={each.code}>
                  {each.name[language]}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
