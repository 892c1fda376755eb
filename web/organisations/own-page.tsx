import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { useSession } from '../session/session.ts';
import { AddCertificate } from './add-certificate.tsx';
import { Joining } from './joining.tsx';
import { Members } from './members.tsx';
import { Memberships } from './memberships.tsx';
import { Certificates, type Organisation, OrganisationFacts, Status } from './organisation.tsx';
import './organisations.css';
import { Performance } from './performance.tsx';
import { useText } from './text.ts';

/** One's own organisation (本单位): how its verification stands, its certificates, members and record. */
export function Page() {
  const say = useText();
  const session = useSession();
  const own = session.status === 'user' ? session.organisation : undefined;
  if (own === undefined) {
    return (
      <PageFrame title={say('own')}>
        <Section title={say('own')}>
          <Empty title={say('own.none')}>
            <p>{say('own.noneDetail')}</p>
            <ButtonLink to="/organisation/new" primary>
              {say('register')}
            </ButtonLink>
          </Empty>
        </Section>
        <Joining />
      </PageFrame>
    );
  }
  return <Own id={own.organisation} admin={own.roles.includes('admin')} />;
}

function Own({ id, admin }: { readonly id: string; readonly admin: boolean }) {
  const say = useText();
  const organisation = useRead('GET /v1/organisations/{id}', { path: { id } });
  return (
    <Reading of={organisation}>
      {(it) => (
        <PageFrame
          kicker={<Status of={it.status} />}
          title={it.name}
          actions={<ButtonLink to="/organisation/new">{say('register.another')}</ButtonLink>}
        >
          <Standing of={it} />
          <OrganisationFacts of={it} />
          <Section title={say('certificates')}>
            <Certificates of={it} />
            {admin && <AddCertificate organisation={id} />}
          </Section>
          {it.members !== undefined && <Members of={it} members={it.members} admin={admin} />}
          {it.status === 'verified' && <Performance organisation={id} />}
          <Memberships />
          <Joining />
        </PageFrame>
      )}
    </Reading>
  );
}

function Standing({ of: { status, reason } }: { readonly of: Organisation }) {
  const say = useText();
  if (status === 'verified') return null;
  return (
    <Notice tone={status === 'pending' ? 'warn' : 'bad'} title={say(`standing.${status}`)}>
      <p>{reason ?? say('standing.wait')}</p>
    </Notice>
  );
}
