import { Section } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { DivisionField } from '../kit/places.tsx';
import { SlotFields } from './slot-fields.tsx';
import { Subjects } from './subjects.tsx';
import { useText } from './text.ts';
import type { Typed } from './typed.ts';

interface EventEditorProps {
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly write: { readonly error: unknown; readonly isPending: boolean };
  readonly submit: string;
  readonly onSubmit: () => void;
}

type Textual = 'title' | 'host' | 'address' | 'day' | 'tables' | 'places' | 'mostMeetings' | 'closes';

/** What an event says: when and where, how many can come, how many can meet at a time, and what it is about. */
export function EventEditor({ typed, onChange, write, submit, onSubmit }: EventEditorProps) {
  const say = useText();
  const set = (changes: Partial<Typed>) => onChange({ ...typed, ...changes });
  const field = (
    name: Textual,
    pointer: string,
    more: Partial<Parameters<typeof TextField>[0]> & { readonly optional?: true } = {},
  ) => {
    const { optional, ...rest } = more;
    return (
      <TextField
        label={say(name)}
        pointer={pointer}
        required={!optional}
        {...rest}
        value={typed[name]}
        onChange={(value) => set({ [name]: value })}
      />
    );
  };
  return (
    <PlainForm error={write.error} onSubmit={onSubmit}>
      <Section title={say('about')}>
        {field('title', '/title', { maxLength: 80 })}
        <div className="j-grid">
          {field('host', '/host', { maxLength: 80 })}
          <DivisionField
            label={say('division')}
            pointer="/place/division"
            none={say('choose')}
            required
            value={typed.division}
            onChange={(division) => set({ division })}
          />
          {field('address', '/place/address', { maxLength: 120 })}
          {field('day', '/day', { type: 'date' })}
          {field('closes', '/registrationClosesAt', { type: 'datetime-local', hint: say('closes.hint') })}
        </div>
        <Subjects subjects={typed.subjects} onChange={(subjects) => set({ subjects })} />
        <TextField
          label={say('remark')}
          pointer="/remark"
          lines={3}
          maxLength={1000}
          value={typed.remark}
          onChange={(remark) => set({ remark })}
        />
      </Section>
      <Section title={say('slots')}>
        <div className="j-grid">
          {field('places', '/places', { figure: true, hint: say('places.hint') })}
          {field('tables', '/tables', { figure: true, hint: say('tables.hint') })}
          {field('mostMeetings', '/mostMeetings', { figure: true, optional: true, hint: say('mostMeetings.hint') })}
        </div>
        <SlotFields slots={typed.slots} onChange={(slots) => set({ slots })} />
      </Section>
      <FormEnd submit={submit} disabled={write.isPending} />
    </PlainForm>
  );
}
