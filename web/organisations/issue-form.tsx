import { useState } from 'react';
import type { Answer, Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

type Input = Body<'PUT /v1/published-lists/{key}'>;

interface IssueFormProps {
  readonly list: string;
  /** The issue that this one follows. */
  readonly before?: Answer<'GET /v1/published-lists/{key}'>;
  readonly etag?: string | undefined;
}

const kinds: readonly Input['kind'][] = ['leading', 'leading-reserve'];

/** A code and a name a line, as they are pasted from a table: 18 characters, then the rest. */
const firmsOf = (text: string): Input['firms'] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [uscc = '', ...name] = line.split(/[\s,，]+/);
      return { uscc, name: name.join(' ') };
    });

/** The operator enters an issue as the authority published it, whole (录入名单). */
export function IssueForm({ list, before, etag }: IssueFormProps) {
  const say = useText();
  const [typed, setTyped] = useState({
    kind: before?.kind ?? 'leading',
    title: before?.title ?? '',
    source: before?.source ?? '',
    publishedOn: before?.publishedOn ?? '',
    firms: (before?.firms ?? []).map(({ uscc, name }) => `${uscc} ${name}`).join('\n'),
  });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const write = useWrite('PUT /v1/published-lists/{key}');
  const { kind, title, source, publishedOn, firms } = typed;
  const send = () =>
    write.mutate({
      path: { key: list },
      body: { kind, title: title.trim(), source: source.trim(), publishedOn, firms: firmsOf(firms) },
      ifMatch: etag,
    });
  return (
    <Section title={say(before === undefined ? 'lists.first' : 'lists.next')}>
      <PlainForm error={write.error} onSubmit={send}>
        <div className="j-grid">
          <ChoiceField
            label={say('lists.kind')}
            pointer="/kind"
            value={kind}
            onChange={(value) => set({ kind: value as Input['kind'] })}
            choices={kinds.map((each) => [each, say(`list.${each}`)])}
          />
          <TextField
            label={say('lists.title')}
            pointer="/title"
            required
            maxLength={120}
            value={title}
            onChange={(value) => set({ title: value })}
          />
          <TextField
            label={say('lists.publishedOn')}
            pointer="/publishedOn"
            type="date"
            required
            value={publishedOn}
            onChange={(value) => set({ publishedOn: value })}
          />
        </div>
        <TextField
          label={say('lists.source')}
          hint={say('lists.sourceHint')}
          pointer="/source"
          required
          maxLength={300}
          value={source}
          onChange={(value) => set({ source: value })}
        />
        <TextField
          label={say('lists.firms')}
          hint={say('lists.firmsHint')}
          pointer="/firms"
          lines={8}
          required
          value={firms}
          onChange={(value) => set({ firms: value })}
        />
        <FormEnd submit={say('lists.send')} disabled={write.isPending} />
      </PlainForm>
    </Section>
  );
}
