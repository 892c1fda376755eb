import { useState } from 'react';
import { type Listed, useRead, useWrite } from '../api/queries.ts';
import { Section, Tag } from '../kit/blocks.tsx';
import { Checks, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { useText } from './text.ts';

type Expert = Listed<'GET /v1/experts'>;

interface ExpertFormProps {
  /** An entry that is changed; a new one when absent. */
  readonly of?: Expert;
  onDone(): unknown;
}

/** What the operator enters of an expert; what the expert declared stays beside it. */
export function ExpertForm({ of, onDone }: ExpertFormProps) {
  const say = useText();
  const language = useLanguage();
  const families = useRead('GET /v1/catalogue/categories', {});
  const [typed, setTyped] = useState({
    sub: of?.sub ?? '',
    name: of?.name ?? '',
    employer: of?.employer ?? '',
    specialties: of?.specialties ?? ([] as readonly string[]),
    ties: of?.enteredTies.join('\n') ?? '',
  });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const write = useWrite('PUT /v1/experts/{sub}', { onDone });
  const send = (status: Expert['status']) =>
    write.mutate({
      path: { sub: typed.sub.trim() },
      body: {
        name: typed.name.trim(),
        ...(typed.employer.trim() === '' ? {} : { employer: typed.employer.trim() }),
        specialties: [...typed.specialties],
        ties: typed.ties.split(/[\s,，、;；]+/).filter((each) => each !== ''),
        status,
      },
    });
  const known = (families.data?.items ?? []).map(({ code, name }) => [code, name[language]] as const);
  const finer = typed.specialties
    .filter((each) => !known.some(([code]) => code === each))
    .map((each) => [each, each] as const);
  const status = of?.status ?? 'active';
  return (
    <Section
      title={say('expert.entry')}
      more={of && <Tag tone={status === 'active' ? 'good' : 'warn'}>{say(`expert.${status}`)}</Tag>}
    >
      <PlainForm error={write.error} onSubmit={() => send(status)}>
        <div className="j-grid">
          <TextField
            label={say('expert.name')}
            pointer="/name"
            required
            maxLength={60}
            value={typed.name}
            onChange={(name) => set({ name })}
          />
          {of === undefined && (
            <TextField
              label={say('expert.sub')}
              hint={say('expert.subHint')}
              pointer="/sub"
              required
              value={typed.sub}
              onChange={(sub) => set({ sub })}
            />
          )}
          <TextField
            label={say('expert.employer')}
            hint={say('expert.employerHint')}
            pointer="/employer"
            value={typed.employer}
            onChange={(employer) => set({ employer: employer.toUpperCase() })}
          />
        </div>
        <Checks
          legend={say('expert.specialties')}
          choices={[...known, ...finer]}
          chosen={typed.specialties}
          onChange={(specialties) => set({ specialties })}
        />
        <TextField
          label={say('expert.tiesEntered')}
          hint={say('expert.tiesHint')}
          pointer="/ties"
          lines={3}
          value={typed.ties}
          onChange={(ties) => set({ ties: ties.toUpperCase() })}
        />
        {of !== undefined && of.declaredTies.length > 0 && (
          <p className="j-small">{say('expert.tiesDeclared', { ties: of.declaredTies.join(' ') })}</p>
        )}
        <FormEnd submit={say(of === undefined ? 'expert.enter' : 'expert.save')} disabled={write.isPending}>
          {of !== undefined && (
            <button
              type="button"
              className="j-button"
              disabled={write.isPending}
              onClick={() => send(status === 'active' ? 'suspended' : 'active')}
            >
              {say(status === 'active' ? 'expert.suspend' : 'expert.restore')}
            </button>
          )}
        </FormEnd>
        {of !== undefined && <p className="j-small">{say('expert.suspendAbout')}</p>}
      </PlainForm>
    </Section>
  );
}
