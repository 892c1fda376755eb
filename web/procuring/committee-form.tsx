import { useWrite } from '../api/queries.ts';
import { useDraft } from '../kit/draft.ts';
import { FaultsOf, Field } from './field.tsx';
import { Refusals, refusedFaults } from './refusals.tsx';
import { useText } from './text.ts';

interface MemberForm {
  readonly row: string;
  readonly name: string;
  readonly sub: string;
  readonly employer: string;
  readonly kind: 'expert' | 'buyer';
}

const member = (): MemberForm => ({ row: crypto.randomUUID(), name: '', sub: '', employer: '', kind: 'expert' });
const first = () => ({ members: Array.from({ length: 5 }, member), chair: 0, pool: '', reference: '' });

/** Enters the committee by name, as it was drawn in the pool (登记评标委员会). */
export function CommitteeForm({ tender: id }: { readonly tender: string }) {
  const say = useText();
  const [form, setForm, forget] = useDraft(`committee-${id}`, first());
  const { members, chair, pool, reference } = form;
  const write = useWrite('POST /v1/tenders/{id}/committee', { onDone: forget });
  const put = (row: string, change: Partial<MemberForm>) =>
    setForm({ ...form, members: members.map((each) => (each.row === row ? { ...each, ...change } : each)) });
  const send = () =>
    write.mutate({
      path: { id },
      body: {
        members: members.map(({ name, sub, employer, kind }, at) => ({
          name,
          sub,
          kind,
          chair: at === chair,
          ...(employer === '' ? {} : { employer }),
        })),
        ...(pool === '' && reference === '' ? {} : { pool: { name: pool, reference } }),
      },
    });
  return (
    <FaultsOf value={refusedFaults(write.error)}>
      <div className="j-fields">
        <Field pointer="/pool/name" label={say('committee.poolName')}>
          {(input) => (
            <input {...input} value={pool} onChange={({ target }) => setForm({ ...form, pool: target.value })} />
          )}
        </Field>
        <Field pointer="/pool/reference" label={say('committee.poolReference')}>
          {(input) => (
            <input
              {...input}
              value={reference}
              onChange={({ target }) => setForm({ ...form, reference: target.value })}
            />
          )}
        </Field>
      </div>
      <ol className="p-rows">
        {members.map(({ row, name, sub, employer, kind }, at) => (
          <li key={row} className="j-fields">
            <Field pointer={`/members/${at}/name`} label={say('member.name', { number: at + 1 })}>
              {(input) => <input {...input} value={name} onChange={({ target }) => put(row, { name: target.value })} />}
            </Field>
            <Field pointer={`/members/${at}/sub`} label={say('member.sub')}>
              {(input) => <input {...input} value={sub} onChange={({ target }) => put(row, { sub: target.value })} />}
            </Field>
            <Field pointer={`/members/${at}/employer`} label={say('member.employer')}>
              {(input) => (
                <input {...input} value={employer} onChange={({ target }) => put(row, { employer: target.value })} />
              )}
            </Field>
            <Field pointer={`/members/${at}/kind`} label={say('seat.kind')}>
              {(input) => (
                <select
                  {...input}
                  value={kind}
                  onChange={({ target }) => put(row, { kind: target.value as MemberForm['kind'] })}
                >
                  <option value="expert">{say('seat.expert')}</option>
                  <option value="buyer">{say('seat.buyer')}</option>
                </select>
              )}
            </Field>
            <label className="j-check">
              <input
                type="radio"
                name="chair"
                checked={at === chair}
                onChange={() => setForm({ ...form, chair: at })}
              />
              {say('member.chair')}
            </label>
            <button
              type="button"
              className="j-button"
              aria-label={say('member.remove', { number: at + 1 })}
              onClick={() => setForm({ ...form, chair: 0, members: members.filter((each) => each.row !== row) })}
            >
              {say('remove')}
            </button>
          </li>
        ))}
      </ol>
      <Refusals error={write.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button"
          onClick={() => setForm({ ...form, members: [...members, member()] })}
        >
          {say('member.add')}
        </button>
        <button type="button" className="j-button j-button-primary" disabled={write.isPending} onClick={send}>
          {say('committee.send')}
        </button>
      </p>
    </FaultsOf>
  );
}
