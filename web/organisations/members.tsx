import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert, Section, Table, Tag } from '../kit/blocks.tsx';
import { Checks } from '../kit/fields.tsx';
import { Moment } from '../kit/values.tsx';
import { useSession } from '../session/session.ts';
import type { Organisation } from './organisation.tsx';
import { useText } from './text.ts';

type Member = NonNullable<Organisation['members']>[number];
type Role = Member['roles'][number];
const roles: readonly Role[] = ['admin', 'purchaser', 'sales'];

interface MembersProps {
  readonly of: Organisation;
  readonly members: readonly Member[];
  readonly admin: boolean;
}

/** Who acts for the organisation (成员), and how another is invited. */
export function Members({ of: { id }, members, admin }: MembersProps) {
  const say = useText();
  const session = useSession();
  const me = session.status === 'user' ? session.sub : '';
  const remove = useWrite('DELETE /v1/organisations/{id}/members/{sub}');
  return (
    <Section title={say('members')}>
      <ProblemAlert error={remove.error} />
      <Table
        caption={say('members')}
        columns={[
          { title: say('member.sub'), of: ({ sub }) => <code>{sub}</code> },
          { title: say('member.roles'), of: (each) => each.roles.map((role) => say(`role.${role}`)).join(' · ') },
          {
            title: say('member.state'),
            of: ({ joined }) =>
              joined ? <Tag tone="good">{say('member.joined')}</Tag> : <Tag>{say('member.invited')}</Tag>,
          },
          ...(admin
            ? [
                {
                  title: say('member.remove'),
                  of: ({ sub }: Member) =>
                    sub === me ? (
                      say('member.me')
                    ) : (
                      <button
                        type="button"
                        className="j-button"
                        disabled={remove.isPending}
                        onClick={() => remove.mutate({ path: { id, sub } })}
                      >
                        {say('member.remove')}
                      </button>
                    ),
                },
              ]
            : []),
        ]}
        items={members}
        keyOf={({ sub }) => sub}
      />
      {admin && <Invite organisation={id} />}
    </Section>
  );
}

function Invite({ organisation }: { readonly organisation: string }) {
  const say = useText();
  const [chosen, setChosen] = useState<readonly string[]>(['sales']);
  const invite = useWrite('POST /v1/organisations/{id}/invitations');
  const send = () =>
    invite.mutate({ path: { id: organisation }, body: { roles: roles.filter((each) => chosen.includes(each)) } });
  return (
    <>
      <Checks
        legend={say('invite.roles')}
        choices={roles.map((each) => [each, say(`role.${each}`)])}
        chosen={chosen}
        onChange={setChosen}
      />
      <ProblemAlert error={invite.error} />
      {invite.data !== undefined && (
        <Notice tone="good" title={say('invite.code')}>
          <p>
            <code className="o-code">{invite.data.code}</code>
          </p>
          <p className="j-small">
            {say('invite.until')} <Moment at={invite.data.expiresAt} />
          </p>
        </Notice>
      )}
      <p>
        <button type="button" className="j-button" disabled={invite.isPending || chosen.length === 0} onClick={send}>
          {say('invite')}
        </button>
      </p>
    </>
  );
}
