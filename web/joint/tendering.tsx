import { type FormEvent, useId, useState } from 'react';
import { Link } from 'react-router';
import { useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert, Section } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { typed } from '../kit/typed.ts';
import type { Round } from './round.ts';
import { useText } from './text.ts';

const regimes = ['soe-voluntary', 'bidding-compulsory', 'government-procurement'] as const;

/** The joint tender (联合招标): asked for once the round is locked, drafted by the platform with a lot for each of it. */
export function Tendering({ round }: { readonly round: Round }) {
  const say = useText();
  if (round.tender !== undefined) {
    return (
      <Section title={say('tender')}>
        <Notice tone="good" title={say('tender.asked')}>
          <Link to={`/tenders/${round.tender}`}>{say('tender.open')}</Link>
        </Notice>
      </Section>
    );
  }
  return round.status === 'locked' && round.locked !== undefined ? (
    <Asking round={round} lots={round.locked.lots} />
  ) : null;
}

interface AskingProps {
  readonly round: Round;
  readonly lots: NonNullable<Round['locked']>['lots'];
}

function Asking({ round, lots }: AskingProps) {
  const say = useText();
  const id = useId();
  const [title, setTitle] = useState(() => round.title.replace(/\u62a5\u91cf$/, ''));
  const [regime, setRegime] = useState<string>(regimes[0]);
  const [deadline, setDeadline] = useState('');
  const [days, setDays] = useState('90');
  const [estimates, setEstimates] = useState<Readonly<Record<string, string>>>({});
  const ask = useWrite('POST /v1/demand-rounds/{id}/tender');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.entries(estimates).filter(([, amount]) => amount.trim() !== '');
    ask.mutate({
      path: { id: round.id },
      body: {
        title: title.trim(),
        regime: regimes.find((each) => each === regime) ?? regimes[0],
        deadline: `${deadline}:00+08:00`,
        bidValidityDays: Number(days),
        estimates: Object.fromEntries(
          given.map(([lot, amount]) => [lot, { amount: typed(amount), currency: 'CNY' as const }]),
        ),
      },
    });
  };
  return (
    <Section title={say('tender')}>
      <p className="j-small">{say('tender.about')}</p>
      <form className="r-add" onSubmit={submit}>
        <CellField
          id={`${id}-title`}
          label={say('tender.title')}
          shown
          long
          value={title}
          fault={undefined}
          onChange={setTitle}
        />
        <CellField
          id={`${id}-regime`}
          label={say('tender.regime')}
          shown
          value={regime}
          options={regimes.map((value) => ({ value, label: say(`regime.${value}`) }))}
          fault={undefined}
          onChange={setRegime}
        />
        <CellField
          id={`${id}-deadline`}
          label={say('tender.deadline')}
          shown
          type="datetime-local"
          value={deadline}
          fault={undefined}
          onChange={setDeadline}
        />
        <CellField
          id={`${id}-days`}
          label={say('tender.days')}
          shown
          narrow
          figure
          value={days}
          fault={undefined}
          onChange={setDays}
        />
        {lots.map((lot) => (
          <CellField
            key={lot.id}
            id={`${id}-${lot.id}`}
            label={say('tender.estimate', { lot: lot.title })}
            shown
            figure
            value={estimates[lot.id] ?? ''}
            fault={undefined}
            onChange={(amount) => setEstimates({ ...estimates, [lot.id]: amount })}
          />
        ))}
        <button type="submit" className="j-button j-button-primary" disabled={ask.isPending || deadline === ''}>
          {say('tender.ask')}
        </button>
      </form>
      <ProblemAlert error={ask.error} />
    </Section>
  );
}
