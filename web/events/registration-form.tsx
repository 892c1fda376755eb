import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWrite } from '../api/queries.ts';
import { Section } from '../kit/blocks.tsx';
import { Checks, FormEnd, PlainForm } from '../kit/fields.tsx';
import { clockText } from '../kit/format.ts';
import { Brought } from './brought.tsx';
import type { Event, Registration } from './event.tsx';
import { People } from './people.tsx';
import type { Registering } from './registering.ts';
import { useText } from './text.ts';
import { Wishes } from './wishes.tsx';

const nobody = { name: '', title: '', phone: '' };

interface RegistrationFormProps {
  readonly event: Event;
  readonly firm: string;
  readonly registration: Registration | undefined;
}

/** What a registration says, kept as a whole. */
export function RegistrationForm({ event, firm, registration }: RegistrationFormProps) {
  const say = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(() => typedOf(registration));
  const register = useWrite('PUT /v1/matchmaking-events/{id}/registration', {
    onDone: () => navigate(`/events/${event.id}`),
  });
  const set = (changes: Partial<Registering>) => setTyped({ ...typed, ...changes });
  const send = () => register.mutate({ path: { id: event.id }, body: { ...typed, people: typed.people.map(known) } });
  return (
    <PlainForm error={register.error} onSubmit={send}>
      <Section title={say('people')}>
        <p className="j-small">{say('people.about')}</p>
        <People people={typed.people} onChange={(people) => set({ people })} />
      </Section>
      <Section title={say('posts')}>
        <p className="j-small">{say('posts.about')}</p>
        <Brought firm={firm} typed={typed} onChange={set} />
      </Section>
      <Section title={say('absent')}>
        <Checks
          legend={say('absent.about')}
          choices={event.slots.map(({ from, to }, at) => [String(at), `${clockText(from)}–${clockText(to)}`] as const)}
          chosen={typed.absent.map(String)}
          onChange={(chosen) => set({ absent: chosen.map(Number) })}
        />
      </Section>
      {registration !== undefined && (
        <Section title={say('wishes')}>
          <p className="j-small">{say('wishes.about')}</p>
          <Wishes event={event.id} firm={firm} typed={typed} onChange={set} />
        </Section>
      )}
      <FormEnd
        submit={say(registration === undefined ? 'register.send' : 'register.change')}
        disabled={register.isPending}
      />
    </PlainForm>
  );
}

const typedOf = (registration: Registration | undefined): Registering => ({
  people: registration?.people ?? [nobody],
  posts: registration?.posts ?? [],
  products: registration?.products ?? [],
  absent: registration?.absent ?? [],
  wishes: registration?.wishes ?? [],
  vetoes: registration?.vetoes ?? [],
});

/** What was left empty is not said. */
const known = ({ name, title, phone }: Registering['people'][number]) => ({
  name,
  ...(title ? { title } : {}),
  ...(phone ? { phone } : {}),
});
