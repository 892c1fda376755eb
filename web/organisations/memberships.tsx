import { Section, Table, Tag } from '../kit/blocks.tsx';
import { actFor, useSession } from '../session/session.ts';
import { Status } from './organisation.tsx';
import { useText } from './text.ts';

/** The organisations that one belongs to, and for which of them one acts now (我的单位); nothing where there is one. */
export function Memberships() {
  const say = useText();
  const session = useSession();
  if (session.status !== 'user' || session.memberships.length < 2) return null;
  const acting = session.organisation?.organisation;
  return (
    <Section title={say('memberships')}>
      <Table
        caption={say('memberships')}
        columns={[
          { title: say('name'), of: ({ name }) => name },
          { title: say('uscc'), of: ({ uscc }) => <code>{uscc}</code> },
          { title: say('kinds'), of: ({ kinds }) => kinds.map((each) => say(`kind.${each}`)).join(' · ') },
          { title: say('member.roles'), of: ({ roles }) => roles.map((each) => say(`role.${each}`)).join(' · ') },
          { title: say('status'), of: ({ status }) => <Status of={status} /> },
          {
            title: say('acting'),
            of: ({ organisation }) =>
              organisation === acting ? (
                <Tag tone="accent">{say('acting')}</Tag>
              ) : (
                <button type="button" className="j-button" onClick={() => actFor(organisation)}>
                  {say('act')}
                </button>
              ),
          },
        ]}
        items={session.memberships}
        keyOf={({ organisation }) => organisation}
      />
    </Section>
  );
}
