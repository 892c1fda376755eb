import { useNavigate } from 'react-router';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { PageFrame, Section } from '../kit/blocks.tsx';
import { useDraft } from '../kit/draft.ts';
import { Checks, ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { DivisionField } from '../kit/places.tsx';
import { meetAgain } from '../session/session.ts';
import './organisations.css';
import { useText } from './text.ts';
import { UsccField } from './uscc-field.tsx';

type Input = Body<'POST /v1/organisations'>;

const kinds: readonly Input['kinds'][number][] = ['buyer', 'supplier'];
const sizes = ['large', 'medium', 'small', 'micro'] as const;
const blank = {
  name: '',
  uscc: '',
  kinds: [] as readonly string[],
  division: '',
  size: '',
  person: '',
  phone: '',
  email: '',
};

/** Registers an organisation (单位登记), which the operator then verifies. */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  const [typed, setTyped, forget] = useDraft('organisation', blank);
  const set = (changes: Partial<typeof blank>) => setTyped({ ...typed, ...changes });
  const register = useWrite('POST /v1/organisations', {
    onDone: async () => {
      forget();
      await meetAgain();
      navigate('/organisation');
    },
  });
  const body: Input = {
    name: typed.name.trim(),
    uscc: typed.uscc,
    kinds: kinds.filter((each) => typed.kinds.includes(each)),
    division: typed.division,
    ...(typed.size === '' ? {} : { sizeClass: typed.size as (typeof sizes)[number] }),
    contact: {
      name: typed.person.trim(),
      phone: typed.phone.trim(),
      ...(typed.email === '' ? {} : { email: typed.email.trim() }),
    },
  };
  return (
    <PageFrame title={say('register')}>
      <p className="j-muted">{say('register.about')}</p>
      <PlainForm error={register.error} onSubmit={() => register.mutate({ body })}>
        <Section title={say('register.organisation')}>
          <div className="j-grid">
            <TextField
              label={say('name')}
              hint={say('name.hint')}
              pointer="/name"
              required
              value={typed.name}
              onChange={(name) => set({ name })}
            />
            <UsccField value={typed.uscc} onChange={(uscc) => set({ uscc })} />
            <DivisionField
              label={say('division')}
              pointer="/division"
              required
              none={say('choose')}
              value={typed.division}
              onChange={(division) => set({ division })}
            />
            <ChoiceField
              label={say('size')}
              hint={say('size.hint')}
              pointer="/sizeClass"
              none={say('size.none')}
              value={typed.size}
              onChange={(size) => set({ size })}
              choices={sizes.map((each) => [each, say(`size.${each}`)])}
            />
          </div>
          <Checks
            legend={say('kinds')}
            choices={kinds.map((each) => [each, say(`kind.${each}`)])}
            chosen={typed.kinds}
            onChange={(chosen) => set({ kinds: chosen })}
          />
        </Section>
        <Section title={say('contact')}>
          <div className="j-grid">
            <TextField
              label={say('contact.name')}
              pointer="/contact/name"
              required
              value={typed.person}
              onChange={(person) => set({ person })}
            />
            <TextField
              label={say('contact.phone')}
              pointer="/contact/phone"
              type="tel"
              required
              value={typed.phone}
              onChange={(phone) => set({ phone })}
            />
            <TextField
              label={say('contact.email')}
              pointer="/contact/email"
              type="email"
              value={typed.email}
              onChange={(email) => set({ email })}
            />
          </div>
        </Section>
        <FormEnd submit={say('register.send')} disabled={register.isPending || typed.kinds.length === 0} />
      </PlainForm>
    </PageFrame>
  );
}
