import { useState } from 'react';
import type { Body } from '../api/client.ts';
import { useWrite } from '../api/queries.ts';
import { type Column, Empty, Section, Table } from '../kit/blocks.tsx';
import { ChoiceField, FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { typed } from '../kit/typed.ts';
import { Amount, Moment } from '../kit/values.tsx';
import type { IntentView } from './intent.tsx';
import { useText } from './text.ts';

type Input = Body<'POST /v1/matchmaking-intents/{id}/follow-ups'>;
type FollowUp = IntentView['followUps'][number];
const days: readonly Input['day'][] = [7, 30, 90];
const answers: readonly Input['answer'][] = ['contacted', 'quoted', 'ordered', 'given-up'];

interface FollowUpsProps {
  readonly intent: IntentView;
  readonly party: boolean;
}

/** What became of an intent by each party's own word (回访), after 7, 30 and 90 days. */
export function FollowUps({ intent, party }: FollowUpsProps) {
  const say = useText();
  const nameOf = (firm: string) => intent.parties.find(({ id }) => id === firm)?.name ?? firm;
  const columns: readonly Column<FollowUp>[] = [
    { title: say('firm'), of: ({ firm }) => nameOf(firm) },
    { title: say('followUp.day'), of: ({ day }) => say('figures.days', { day }) },
    { title: say('followUp.answer'), of: ({ answer }) => say(`answer.${answer}`) },
    {
      title: say('order.amount'),
      figure: true,
      of: ({ amount }) => (amount === undefined ? '—' : <Amount value={amount} exact />),
    },
    { title: say('remark'), of: ({ remark }) => remark ?? '—' },
    { title: say('followUp.at'), of: ({ at }) => <Moment at={at} /> },
  ];
  return (
    <Section title={say('followUps')}>
      {intent.followUps.length === 0 ? (
        <Empty title={say('followUps.none')}>{say('followUps.noneDetail')}</Empty>
      ) : (
        <Table
          caption={say('followUps')}
          columns={columns}
          items={intent.followUps}
          keyOf={({ firm, day }) => `${firm}${day}`}
        />
      )}
      {party && intent.status !== 'declined' && <Answer intent={intent.id} />}
    </Section>
  );
}

function Answer({ intent }: { readonly intent: string }) {
  const say = useText();
  const [day, setDay] = useState<Input['day']>(7);
  const [answer, setAnswer] = useState<Input['answer']>('contacted');
  const [amount, setAmount] = useState('');
  const [remark, setRemark] = useState('');
  const send = useWrite('POST /v1/matchmaking-intents/{id}/follow-ups', {
    onDone() {
      setAmount('');
      setRemark('');
    },
  });
  const body: Input = {
    day,
    answer,
    ...(answer === 'ordered' && amount !== '' ? { amount: { amount: typed(amount), currency: 'CNY' } } : {}),
    ...(remark === '' ? {} : { remark }),
  };
  return (
    <PlainForm error={send.error} onSubmit={() => send.mutate({ path: { id: intent }, body })}>
      <div className="j-grid">
        <ChoiceField
          label={say('followUp.day')}
          pointer="/day"
          value={String(day)}
          onChange={(next) => setDay(days.find((each) => String(each) === next) ?? 7)}
          choices={days.map((each) => [String(each), say('figures.days', { day: each })] as const)}
        />
        <ChoiceField
          label={say('followUp.answer')}
          pointer="/answer"
          value={answer}
          onChange={(next) => setAnswer(next as Input['answer'])}
          choices={answers.map((each) => [each, say(`answer.${each}`)] as const)}
        />
        {answer === 'ordered' && (
          <TextField
            label={say('order.amount')}
            hint={say('estimate.hint')}
            pointer="/amount"
            figure
            required
            value={amount}
            onChange={setAmount}
          />
        )}
      </div>
      <TextField
        label={say('remark')}
        pointer="/remark"
        lines={2}
        maxLength={500}
        value={remark}
        onChange={setRemark}
      />
      <FormEnd minor submit={say('followUp.send')} disabled={send.isPending} />
    </PlainForm>
  );
}
