import type { Body } from '../api/client.ts';
import { ChoiceField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { CategoryField, DivisionField } from '../kit/places.tsx';
import { processNames } from '../kit/subject.ts';
import { useText } from './text.ts';

export type Watch = NonNullable<Body<'PUT /v1/notification-settings'>['watches']>[number];
const kinds: readonly Watch['kind'][] = ['demand', 'supply', 'processing'];

interface WatchesProps {
  readonly watches: readonly Watch[];
  readonly onChange: (watches: readonly Watch[]) => void;
}

/** What new posts are watched for (关注): a kind of posts, narrowed by goods or work and by county. */
export function Watches({ watches, onChange }: WatchesProps) {
  const say = useText();
  const put = (at: number, watch: Watch) => onChange(watches.map((each, place) => (place === at ? watch : each)));
  return (
    <>
      <ol className="n-watches">
        {watches.map((watch, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a watch is its place in the list, and nothing else tells two of them apart
          <li key={at}>
            <fieldset className="n-watch">
              <legend>{say('watch', { number: at + 1 })}</legend>
              <WatchFields watch={watch} at={at} onChange={(next) => put(at, next)} />
              <button
                type="button"
                className="j-button"
                onClick={() => onChange(watches.filter((_, place) => place !== at))}
              >
                {say('watch.remove')}
              </button>
            </fieldset>
          </li>
        ))}
      </ol>
      <p>
        <button type="button" className="j-button" onClick={() => onChange([...watches, { kind: 'supply' }])}>
          {say('watch.add')}
        </button>
      </p>
    </>
  );
}

interface WatchFieldsProps {
  readonly watch: Watch;
  readonly at: number;
  readonly onChange: (watch: Watch) => void;
}

function WatchFields({ watch, at, onChange }: WatchFieldsProps) {
  const say = useText();
  const language = useLanguage();
  const { kind, category = '', process = '', side = '', division = '' } = watch;
  const pointer = (name: string) => `/watches/${at}/${name}`;
  /** A field that says nothing is left out. */
  const set = (name: keyof Watch, value: string) => {
    const { [name]: _, ...others } = watch;
    onChange((value === '' ? others : { ...others, [name]: value }) as Watch);
  };
  const kept = division === '' ? {} : { division };
  return (
    <div className="j-grid">
      <ChoiceField
        label={say('watch.kind')}
        pointer={pointer('kind')}
        value={kind}
        onChange={(next) => onChange({ kind: next as Watch['kind'], ...kept })}
        choices={kinds.map((each) => [each, say(`watch.${each}`)])}
      />
      {kind === 'processing' ? (
        <>
          <ChoiceField
            label={say('watch.process')}
            pointer={`/watches/${at}`}
            none={say('watch.choose')}
            value={process}
            onChange={(value) => set('process', value)}
            choices={processNames.map(({ code, name }) => [code, name[language]])}
          />
          <ChoiceField
            label={say('watch.side')}
            pointer={pointer('side')}
            none={say('watch.any')}
            value={side}
            onChange={(value) => set('side', value)}
            choices={(['wanted', 'offered'] as const).map((each) => [each, say(`watch.${each}`)])}
          />
        </>
      ) : (
        <CategoryField
          families
          label={say('watch.category')}
          pointer={`/watches/${at}`}
          none={say('watch.choose')}
          value={category}
          onChange={(value) => set('category', value)}
        />
      )}
      <DivisionField
        label={say('watch.division')}
        pointer={pointer('division')}
        none={say('watch.any')}
        value={division}
        onChange={(value) => set('division', value)}
      />
    </div>
  );
}
