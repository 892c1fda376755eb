import { useSearchParams } from 'react-router';
import { useList } from '../api/queries.ts';
import { ButtonLink, Empty, Listing, PageFrame, Section } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import { useSession } from '../session/session.ts';
import { EnquiryRows } from './enquiry-rows.tsx';
import './market.css';
import { useText } from './text.ts';

const roles = ['poster', 'enquirer'] as const;

/** Enquiries (询价) of one's organisation: those it received, and those it made. */
export function Page() {
  const say = useText();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const role = search.get('role') === 'enquirer' ? 'enquirer' : 'poster';
  const status = search.get('status') === 'closed' ? 'closed' : 'open';
  const own = session.status === 'user' ? (session.organisation?.organisation ?? '') : '';
  const enquiries = useList('GET /v1/enquiries', { query: { role, status, limit: 30 } });
  return (
    <PageFrame title={say('enquiries')}>
      <Section title={say(`role.${role}`)}>
        <fieldset className="m-tabs">
          <legend className="j-hidden">{say('enquiries')}</legend>
          {roles.map((each) => (
            <button
              key={each}
              type="button"
              className="m-tab"
              aria-pressed={each === role}
              onClick={() => setSearch({ role: each, status }, { replace: true })}
            >
              {say(`role.${each}`)}
            </button>
          ))}
        </fieldset>
        <form className="j-fields" onSubmit={(event) => event.preventDefault()}>
          <ChoiceField
            label={say('enquiry.state')}
            value={status}
            onChange={(value) => setSearch({ role, status: value }, { replace: true })}
            choices={[
              ['open', say('enquiries.open')],
              ['closed', say('enquiries.closed')],
            ]}
          />
        </form>
        <Listing
          of={enquiries}
          empty={
            <Empty title={say('enquiries.none')}>
              <p>{say(`enquiries.none.${role}`)}</p>
              <ButtonLink to={role === 'poster' ? '/market/mine' : '/market'}>
                {say(role === 'poster' ? 'mine' : 'board')}
              </ButtonLink>
            </Empty>
          }
        >
          {(items) => <EnquiryRows items={items} own={own} />}
        </Listing>
      </Section>
    </PageFrame>
  );
}
