import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Notice, PageFrame, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { useSession } from './session.ts';
import { type ConsoleSettings, consoleSettings, type Person } from './settings.ts';
import { useText } from './text.ts';
import './session.css';

/** A place of the console, never another site. */
const ownPlace = (from: string | null): string => (from !== null && /^\/(?![/\\])/.test(from) ? from : '/');

export function Page() {
  const say = useText();
  const session = useSession();
  const [search] = useSearchParams();
  const settings = useQuery({ queryKey: ['console.json'], queryFn: consoleSettings });
  return (
    <PageFrame title={say('title')}>
      {session.status === 'anonymous' && session.ended && <Notice tone="warn">{say('ended')}</Notice>}
      <Reading of={settings}>{({ signIn }) => <Way signIn={signIn} from={ownPlace(search.get('from'))} />}</Reading>
    </PageFrame>
  );
}

function Way({ signIn, from }: { readonly signIn: ConsoleSettings['signIn']; readonly from: string }) {
  return signIn.kind === 'people' ? (
    <People people={signIn.people} from={from} />
  ) : (
    <Oidc settings={signIn} from={from} />
  );
}

function People({ people, from }: { readonly people: readonly Person[]; readonly from: string }) {
  const say = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const [sub, setSub] = useState('');
  const [error, setError] = useState<unknown>();
  const be = async (who: string, name: string) => {
    const { signInAs } = await import('./people.ts');
    await signInAs(who, name).then(() => navigate(from, { replace: true }), setError);
  };
  return (
    <>
      <Notice tone="warn">{say('peopleDetail')}</Notice>
      <ProblemAlert error={error} />
      <Section title={say('people')}>
        {[...new Set(people.map(({ role }) => role[language]))].map((role) => (
          <div key={role}>
            <h3>{role}</h3>
            <ul className="j-people">
              {people
                .filter((person) => person.role[language] === role)
                .map(({ sub: who, name, organisation }) => (
                  <li key={who}>
                    <button type="button" onClick={() => be(who, name)}>
                      <strong>{name}</strong>
                      {organisation !== undefined && <small>{organisation}</small>}
                    </button>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </Section>
      <Section title={say('other')}>
        <form
          className="j-fields"
          onSubmit={(event) => {
            event.preventDefault();
            void be(sub, sub);
          }}
        >
          <label className="j-field">
            {say('sub')}
            <input
              className="j-input"
              required
              maxLength={255}
              autoComplete="off"
              value={sub}
              onChange={({ target }) => setSub(target.value)}
            />
          </label>
          <button type="submit" className="j-button">
            {say('signInAs')}
          </button>
        </form>
      </Section>
    </>
  );
}

type Issuer = Extract<ConsoleSettings['signIn'], { readonly kind: 'oidc' }>;

function Oidc({ settings, from }: { readonly settings: Issuer; readonly from: string }) {
  const say = useText();
  const [error, setError] = useState<unknown>();
  const go = async () => {
    const { oidc, thisBrowser } = await import('./oidc.ts');
    await oidc(settings, thisBrowser()).leave(from).catch(setError);
  };
  return (
    <Section title={say('go')}>
      <p>{say('goDetail')}</p>
      <ProblemAlert error={error} />
      <p>
        <button type="button" className="j-button j-button-primary" onClick={go}>
          {say('go')}
        </button>
      </p>
    </Section>
  );
}
