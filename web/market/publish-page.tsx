import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, ProblemAlert, Section } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { CategoryField } from '../kit/places.tsx';
import { useSession } from '../session/session.ts';
import { blank, type Draft, inputOf } from './draft.ts';
import { type Kind, useSubjectName, works } from './goods.tsx';
import { limitsOf } from './limits.ts';
import './market.css';
import { PostEditor, useSubject } from './post-editor.tsx';
import { today } from './terms.tsx';
import { useText } from './text.ts';

type Reading = Answer<'POST /v1/posts/parse'>;

/** Publishes a post (发布供需信息): written as one would say it, read into attributes, looked over, published. */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  const session = useSession();
  const [draft, setDraft, forget] = useDraft<Draft>('post', blank(today()));
  const set = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const subject = useSubject(draft);
  const [read, setRead] = useState<Reading | undefined>();
  const publish = useWrite('POST /v1/posts', {
    onDone: ({ id }) => {
      forget();
      navigate(`/market/posts/${id}`);
    },
  });
  const pending = session.status === 'user' && session.organisation?.status !== 'verified';
  return (
    <PageFrame title={say('publish')}>
      {pending && (
        <Notice tone="warn" title={say('publish.unverified')}>
          <ButtonLink to="/organisation">{say('publish.organisation')}</ButtonLink>
        </Notice>
      )}
      <Words
        draft={draft}
        set={set}
        onRead={(reading) => {
          setRead(reading);
          setDraft({ ...draft, ...heard(reading, draft) });
        }}
      />
      {read !== undefined && <Heard reading={read} onPick={(category) => set({ category })} />}
      <PlainForm error={publish.error} onSubmit={() => publish.mutate({ body: inputOf(draft, subject.fields) })}>
        <Of draft={draft} set={set} />
        {subject.fields.length > 0 && (
          <>
            <PostEditor draft={draft} subject={subject} set={set} />
            <div className="j-grid">
              <TextField
                label={say('edit.expires')}
                hint={say('edit.expiresAbout')}
                pointer="/expiresAt"
                type="date"
                required
                value={draft.expires}
                onChange={(expires) => set({ expires })}
              />
            </div>
          </>
        )}
        <FormEnd submit={say('publish.send')} disabled={publish.isPending || subject.fields.length === 0}>
          <button type="button" className="j-button" onClick={forget}>
            {say('startOver')}
          </button>
        </FormEnd>
      </PlainForm>
    </PageFrame>
  );
}

/** What was read goes into the draft; what was not stays as it was typed. */
function heard({ category, process, attributes, quantity, price }: Reading, draft: Draft): Partial<Draft> {
  const other = category !== undefined && category !== draft.category;
  return {
    ...(category === undefined ? {} : { category }),
    ...(process === undefined ? {} : { process }),
    limits: { ...(other ? {} : draft.limits), ...limitsOf(attributes) },
    ...(quantity === undefined ? {} : { quantity: quantity.value, unit: quantity.unit, per: quantity.unit }),
    ...(quantity?.basis === undefined ? {} : { basis: quantity.basis }),
    ...(price === undefined ? {} : { price: price.value, ...(price.unit === undefined ? {} : { per: price.unit }) }),
  };
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
}

const intents = ['supply', 'demand', 'offered', 'wanted'] as const;
type Intent = (typeof intents)[number];
const intentOf = ({ kind, side }: Draft): Intent => (kind === 'processing' ? side : kind);
const meant: Readonly<Record<Intent, { readonly kind: Kind; readonly side: Draft['side'] }>> = {
  supply: { kind: 'supply', side: 'offered' },
  demand: { kind: 'demand', side: 'wanted' },
  offered: { kind: 'processing', side: 'offered' },
  wanted: { kind: 'processing', side: 'wanted' },
};

function Words({ draft, set, onRead }: PartProps & { readonly onRead: (reading: Reading) => void }) {
  const say = useText();
  const parse = useWrite('POST /v1/posts/parse', { onDone: onRead });
  return (
    <Section title={say('words')}>
      <div className="j-form">
        <ChoiceField
          label={say('words.intent')}
          value={intentOf(draft)}
          onChange={(value) => set({ ...meant[value as Intent], limits: {} })}
          choices={intents.map((each) => [each, say(`intent.${each}`)])}
        />
        <TextField
          label={say('words.text')}
          hint={say(draft.kind === 'processing' ? 'words.exampleWork' : 'words.example')}
          lines={3}
          maxLength={500}
          value={draft.text}
          onChange={(text) => set({ text })}
        />
        <ProblemAlert error={parse.error} />
        <p>
          <button
            type="button"
            className="j-button j-button-primary"
            disabled={parse.isPending || draft.text.trim() === ''}
            onClick={() => parse.mutate({ body: { text: draft.text, kind: draft.kind } })}
          >
            {say('words.read')}
          </button>
        </p>
      </div>
    </Section>
  );
}

/** What the reading was not sure of, and what it did not understand. */
function Heard({ reading, onPick }: { readonly reading: Reading; readonly onPick: (category: string) => void }) {
  const say = useText();
  const nameOf = useSubjectName();
  const { category, process, candidates, rest } = reading;
  const unsure = category === undefined && process === undefined;
  return (
    <Notice tone={unsure ? 'warn' : 'good'} title={say(unsure ? 'heard.unsure' : 'heard', { name: nameOf(reading) })}>
      {unsure && candidates.length > 0 && (
        <p className="j-actions">
          {candidates.slice(0, 6).map((each) => (
            <button key={each.category} type="button" className="j-button" onClick={() => onPick(each.category)}>
              {nameOf({ category: each.category })}
            </button>
          ))}
        </p>
      )}
      {rest.length > 0 && <p>{say('heard.rest', { rest: rest.join('、') })}</p>}
    </Notice>
  );
}

function Of({ draft, set }: PartProps) {
  const say = useText();
  const language = useLanguage();
  return (
    <Section title={say('of')}>
      {draft.kind === 'processing' ? (
        <ChoiceField
          label={say('process')}
          pointer="/process"
          required
          none={say('choose')}
          value={draft.process}
          onChange={(process) => set({ process, limits: {} })}
          choices={works.map(({ code, name }) => [code, name[language]])}
        />
      ) : (
        <CategoryField
          label={say('category')}
          pointer="/category"
          required
          none={say('choose')}
          value={draft.category}
          onChange={(category) => set({ category, limits: {}, unit: '', per: '', basis: '' })}
        />
      )}
    </Section>
  );
}
