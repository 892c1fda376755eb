import { useWrite } from '../api/queries.ts';
import { useDraft } from '../kit/draft.ts';
import { FaultsOf, refusedFaults } from '../kit/faults.tsx';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import { Refusals } from './refusals.tsx';
import { useText } from './text.ts';

interface MemberForm {
  readonly row: string;
  readonly name: string;
  readonly sub: string;
  readonly employer: string;
  readonly kind: 'expert' | 'buyer';
}

const kinds = ['expert', 'buyer'] as const;
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
        <TextField
          pointer="/pool/name"
          label={say('committee.poolName')}
          value={pool}
          onChange={(value) => setForm({ ...form, pool: value })}
        />
        <TextField
          pointer="/pool/reference"
          label={say('committee.poolReference')}
          value={reference}
          onChange={(value) => setForm({ ...form, reference: value })}
        />
      </div>
      <ol className="p-rows">
        {members.map(({ row, name, sub, employer, kind }, at) => (
          <li key={row} className="j-fields">
            <TextField
              pointer={`/members/${at}/name`}
              label={say('member.name', { number: at + 1 })}
              value={name}
              onChange={(value) => put(row, { name: value })}
            />
            <TextField
              pointer={`/members/${at}/sub`}
              label={say('member.sub')}
              value={sub}
              onChange={(value) => put(row, { sub: value })}
            />
            <TextField
              pointer={`/members/${at}/employer`}
              label={say('member.employer')}
              value={employer}
              onChange={(value) => put(row, { employer: value })}
            />
            <ChoiceField
              pointer={`/members/${at}/kind`}
              label={say('seat.kind')}
              value={kind}
              choices={kinds.map((it) => [it, say(`seat.${it}`)])}
              onChange={(value) => put(row, { kind: value as MemberForm['kind'] })}
            />
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
