import { useState } from 'react';
import { type Body, etagOf } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Notice, Section } from '../kit/blocks.tsx';
import { Check, type Choice, ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import type { Settings } from './email.tsx';
import { useText } from './text.ts';
import { Watches } from './watches.tsx';

type Input = Body<'PUT /v1/notification-settings'>;
type Topic = keyof Settings['topics'];

const hours = Array.from({ length: 24 }, (_, hour): Choice => [String(hour), `${String(hour).padStart(2, '0')}:00`]);

/** Which topics, what is watched, when mail comes and in which language: kept as a whole. */
export function SettingsForm({ settings }: { readonly settings: Settings }) {
  const say = useText();
  const [input, setInput] = useState(() => inputOf(settings));
  const save = useWrite('PUT /v1/notification-settings');
  const change = (changes: Partial<Input>) => setInput({ ...input, ...changes });
  const { topics, watches = [], digest = { mode: 'at-once' }, quietHours, language = 'zh' } = input;
  return (
    <PlainForm error={save.error} onSubmit={() => save.mutate({ body: input, ifMatch: etagOf(settings) })}>
      <Section title={say('topics')}>
        <p className="j-small">{say(settings.email === undefined ? 'topics.inboxOnly' : 'topics.about')}</p>
        <Topics
          names={settings.topicNames}
          topics={topics}
          mailed={settings.email !== undefined}
          onChange={(next) => change({ topics: next })}
        />
      </Section>
      <Section title={say('watches')}>
        <p className="j-small">{say('watches.about')}</p>
        <Watches watches={watches} onChange={(next) => change({ watches: next })} />
      </Section>
      <Section title={say('mail')}>
        <div className="j-grid">
          <ChoiceField
            label={say('digest')}
            pointer="/digest"
            value={digest.mode}
            onChange={(mode) => change({ digest: mode === 'daily' ? { mode, hour: 8 } : { mode: mode as 'hourly' } })}
            choices={(['at-once', 'hourly', 'daily'] as const).map((each) => [each, say(`digest.${each}`)])}
          />
          {digest.mode === 'daily' && (
            <ChoiceField
              label={say('digest.hour')}
              value={String(digest.hour)}
              onChange={(hour) => change({ digest: { mode: 'daily', hour: Number(hour) } })}
              choices={hours}
            />
          )}
          <ChoiceField
            label={say('language')}
            pointer="/language"
            value={language}
            onChange={(next) => change({ language: next as 'zh' | 'en' })}
            choices={[
              ['zh', say('language.zh')],
              ['en', say('language.en')],
            ]}
          />
        </div>
        <Quiet value={quietHours} onChange={(next) => setInput(withQuiet(input, next))} />
      </Section>
      {save.isSuccess && <Notice tone="good" title={say('saved')} />}
      <FormEnd submit={say('save')} disabled={save.isPending} />
    </PlainForm>
  );
}

const inputOf = ({
  topics,
  watches = [],
  digest = { mode: 'at-once' },
  quietHours,
  language = 'zh',
}: Settings): Input => withQuiet({ topics, watches, digest, language }, quietHours);

function withQuiet({ quietHours: _, ...input }: Input, quietHours: Input['quietHours']): Input {
  return quietHours === undefined ? input : { ...input, quietHours };
}

interface TopicsProps {
  readonly names: Settings['topicNames'];
  readonly topics: Input['topics'];
  readonly mailed: boolean;
  readonly onChange: (topics: Input['topics']) => void;
}

function Topics({ names, topics, mailed, onChange }: TopicsProps) {
  const say = useText();
  const language = useLanguage();
  const set = (topic: Topic, asked: { readonly email: boolean } | undefined) => {
    const { [topic]: _, ...others } = topics;
    onChange(asked === undefined ? others : { ...others, [topic]: asked });
  };
  return (
    <ul className="n-topics">
      {Object.entries(names).map(([name, words]) => {
        const topic = name as Topic;
        const asked = topics[topic];
        return (
          <li key={topic}>
            <Check
              label={words?.[language] ?? topic}
              checked={asked !== undefined}
              onChange={(on) => set(topic, on ? { email: false } : undefined)}
            />
            {asked !== undefined && (mailed || asked.email) && (
              <Check
                label={say('topics.mail')}
                checked={asked.email ?? false}
                onChange={(email) => set(topic, { email })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface QuietProps {
  readonly value: Input['quietHours'];
  readonly onChange: (value: Input['quietHours']) => void;
}

function Quiet({ value, onChange }: QuietProps) {
  const say = useText();
  return (
    <>
      <Check
        label={say('quiet')}
        checked={value !== undefined}
        onChange={(on) => onChange(on ? { from: '22:00', to: '07:30' } : undefined)}
      />
      {value !== undefined && (
        <div className="j-grid">
          {(['from', 'to'] as const).map((end) => (
            <TextField
              key={end}
              label={say(`quiet.${end}`)}
              pointer={end === 'from' ? '/quietHours' : '/quietHours/to'}
              type="time"
              required
              value={value[end]}
              onChange={(clock) => onChange({ ...value, [end]: clock })}
            />
          ))}
        </div>
      )}
    </>
  );
}
