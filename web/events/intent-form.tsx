import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { Notice, Section } from '../kit/blocks.tsx';
import { type Choice, ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { typed, unitOf } from '../kit/typed.ts';
import { type Event, useReader } from './event.tsx';
import { SubjectField } from './subjects.tsx';
import { useText } from './text.ts';
import { useUnitChoices } from './units.ts';

type Input = Body<'POST /v1/matchmaking-events/{id}/intents'>;

const nothing = { one: '', other: '', subject: '', value: '', unit: '', estimate: '', remark: '' };

/** Records what two firms intend (登记意向): a firm with another, the organiser for both. */
export function IntentForm({ event }: { readonly event: Event }) {
  const say = useText();
  const { firm, operates } = useReader();
  const [given, setGiven] = useState(nothing);
  const set = (changes: Partial<typeof nothing>) => setGiven({ ...given, ...changes });
  const participants = useRead('GET /v1/matchmaking-events/{id}/participants', { path: { id: event.id } });
  const record = useWrite('POST /v1/matchmaking-events/{id}/intents', { onDone: () => setGiven(nothing) });
  const units = useUnitChoices(given.subject);
  const unit = given.unit || (units[0]?.[0] ?? '');
  const firms = (participants.data?.items ?? [])
    .filter((each) => each.firm.id !== firm)
    .map(({ firm: { id, name } }): Choice => [id, name]);
  const send = () => {
    const body = {
      with: operates ? [given.one, given.other] : [given.other],
      subject: given.subject,
      ...(given.value === '' ? {} : { quantity: { value: typed(given.value), ...unitOf(unit) } }),
      ...(given.estimate === '' ? {} : { estimate: { amount: typed(given.estimate), currency: 'CNY' } }),
      ...(given.remark === '' ? {} : { remark: given.remark }),
    };
    record.mutate({ path: { id: event.id }, body: body as Input });
  };
  const pick = (name: 'one' | 'other', label: string) => (
    <ChoiceField
      label={label}
      pointer="/with"
      none={say('choose')}
      required
      value={given[name]}
      onChange={(value) => set({ [name]: value })}
      choices={firms}
    />
  );
  return (
    <Section title={say('intent.record')}>
      <p className="j-small">{say('intent.about')}</p>
      {record.isSuccess && <Notice tone="good" title={say('intent.done')} />}
      <PlainForm error={record.error} onSubmit={send}>
        <div className="j-grid">
          {operates && pick('one', say('intent.one'))}
          {pick('other', say(operates ? 'intent.other' : 'counterpart'))}
          <SubjectField
            label={say('subject')}
            pointer="/subject"
            value={given.subject}
            onChange={(subject) => set({ subject, unit: '' })}
          />
          <TextField
            label={say('quantity')}
            pointer="/quantity"
            figure
            value={given.value}
            onChange={(value) => set({ value })}
          />
          <ChoiceField
            label={say('unit')}
            {...(units.length === 0 ? { none: say('unit.none') } : {})}
            value={unit}
            onChange={(next) => set({ unit: next })}
            choices={units}
          />
          <TextField
            label={say('estimate')}
            hint={say('estimate.hint')}
            pointer="/estimate"
            figure
            value={given.estimate}
            onChange={(estimate) => set({ estimate })}
          />
        </div>
        <TextField
          label={say('remark')}
          pointer="/remark"
          lines={2}
          maxLength={500}
          value={given.remark}
          onChange={(remark) => set({ remark })}
        />
        <FormEnd submit={say('intent.send')} disabled={record.isPending} />
      </PlainForm>
    </Section>
  );
}
