import { useState } from 'react';
import type { Answer } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { ButtonLink, Empty, Facts, Notice, PageFrame, Reading, Section, Tag } from '../kit/blocks.tsx';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { Moment, useCategoryName } from '../kit/values.tsx';
import { useText } from './text.ts';

type Expert = Answer<'GET /v1/experts/me'>;

/** One's own entry in the expert list (我的专家信息), and the organisations that one declares ties with. */
export function Page() {
  const say = useText();
  const entry = useRead('GET /v1/experts/me', {});
  const absent = entry.error instanceof ApiProblem && entry.error.status === 404;
  return (
    <PageFrame title={say('profile')} actions={<ButtonLink to="/judging">{say('mine')}</ButtonLink>}>
      {absent ? (
        <Section title={say('profile.entry')}>
          <Empty title={say('profile.none')}>{say('profile.noneDetail')}</Empty>
        </Section>
      ) : (
        <Reading of={entry}>{(it) => <Entry of={it} />}</Reading>
      )}
    </PageFrame>
  );
}

function Entry({ of }: { readonly of: Expert }) {
  const say = useText();
  const nameOf = useCategoryName();
  return (
    <>
      <Section
        title={say('profile.entry')}
        more={<Tag tone={of.status === 'active' ? 'good' : 'warn'}>{say(`expert.${of.status}`)}</Tag>}
      >
        <Facts
          items={[
            [say('seat.name'), of.name],
            [say('profile.employer'), of.employer && <code key="employer">{of.employer}</code>],
            [say('profile.specialties'), of.specialties.map(nameOf).join('、')],
            [
              say('profile.ties'),
              of.enteredTies.length > 0 ? <code key="ties">{of.enteredTies.join(' ')}</code> : undefined,
            ],
            [say('profile.enteredAt'), <Moment key="entered" at={of.enteredAt} />],
          ]}
        />
        <p className="j-small">{say('profile.about')}</p>
      </Section>
      <Ties declared={of.declaredTies} />
    </>
  );
}

/** The whole list of organisations, one a line: what is sent stands in place of what was declared before. */
function Ties({ declared }: { readonly declared: readonly string[] }) {
  const say = useText();
  const [typed, setTyped] = useState(declared.join('\n'));
  const write = useWrite('PUT /v1/experts/me/ties');
  const ties = typed
    .split(/[\s,，、;；]+/)
    .filter((each) => each !== '')
    .map((each) => each.toUpperCase());
  return (
    <Section title={say('profile.declare')}>
      <PlainForm error={write.error} onSubmit={() => write.mutate({ body: { ties } })}>
        <TextField
          label={say('profile.declared')}
          hint={say('profile.declaredHint')}
          pointer="/ties"
          lines={4}
          value={typed}
          onChange={setTyped}
        />
        {write.isSuccess && <Notice tone="good">{say('profile.saved')}</Notice>}
        <FormEnd submit={say('profile.send')} disabled={write.isPending} />
      </PlainForm>
    </Section>
  );
}
