import { useNavigate } from 'react-router';
import { useWrite } from '../api/queries.ts';
import { ButtonLink, Empty, Notice, PageFrame, ProblemAlert, Section } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { useDraft } from '../kit/draft.ts';
import { useOwn } from '../kit/organisation.tsx';
import { type Basket, typedQuantity } from './basket.tsx';
import { CompetedItems } from './competed-items.tsx';
import { competitionFaults } from './faults.ts';
import { useText } from './text.ts';
import { type WithLedger, WithProgress } from './with-progress.tsx';
import './contracts.css';

/** A buyer asks for a mini-competition among the suppliers of its own items (发起二次竞价). */
export function Page() {
  return <WithProgress>{(read) => <Asking {...read} />}</WithProgress>;
}

interface Draft {
  readonly title: string;
  readonly deadline: string;
  readonly lines: Basket;
}

function Asking({ agreement, progress }: WithLedger) {
  const say = useText();
  const own = useOwn();
  const go = useNavigate();
  const { id, title: agreed, quoted, shares } = agreement;
  const [draft, setDraft, forget] = useDraft<Draft>(`competition-${id}-${own}`, {
    title: say('competition.title', { agreement: agreed }),
    deadline: '',
    lines: {},
  });
  const ask = useWrite('POST /v1/agreements/{id}/competitions', {
    onDone() {
      forget();
      return go(`/agreements/${id}`);
    },
  });
  const lots = quoted === undefined ? (shares.find(({ buyer }) => buyer === own)?.lots ?? []) : [];
  const chosen = lots
    .map((lot) => ({ ...lot, items: lot.items.filter((item) => (draft.lines[item.id]?.value ?? '').trim() !== '') }))
    .filter(({ items }) => items.length > 0);
  const { faults, placed } = competitionFaults(ask.error, (lot, at) => chosen[lot]?.items[at]?.id);
  const submit = () =>
    ask.mutate({
      path: { id },
      body: {
        title: draft.title.trim(),
        deadline: `${draft.deadline}:00+08:00`,
        lots: chosen.map(({ title, items }) => ({
          title,
          items: items.map((item) => {
            const line = draft.lines[item.id];
            return { itemId: item.id, quantity: typedQuantity(line), deliverBy: line?.deliverBy ?? '' };
          }),
        })),
      },
    });
  if (lots.length === 0) {
    return (
      <PageFrame kicker={agreed} title={say('competition.ask')}>
        <Empty title={say('competition.notHere')}>
          <ButtonLink to={`/agreements/${id}`}>{say('agreement.open')}</ButtonLink>
        </Empty>
      </PageFrame>
    );
  }
  return (
    <PageFrame kicker={agreed} title={say('competition.ask')}>
      <Notice tone="accent">{say('competition.about')}</Notice>
      <Section title={say('competition.facts')} more={<span className="j-small">{say('kept')}</span>}>
        <div className="j-fields c-top">
          <CellField
            id="competition-title"
            label={say('competition.name')}
            shown
            long
            value={draft.title}
            fault={faults.get('title')}
            onChange={(title) => setDraft({ ...draft, title })}
          />
          <CellField
            id="competition-deadline"
            label={say('competition.deadline')}
            shown
            type="datetime-local"
            value={draft.deadline}
            fault={faults.get('deadline')}
            onChange={(deadline) => setDraft({ ...draft, deadline })}
          />
        </div>
      </Section>
      {lots.map(({ lot, title, items }) => (
        <Section key={lot} title={title}>
          <CompetedItems
            {...{ title, agreement, items, faults }}
            rows={progress.rows.filter(({ buyer }) => buyer === own)}
            lines={draft.lines}
            onChange={(lines) => setDraft({ ...draft, lines })}
          />
        </Section>
      ))}
      <ProblemAlert error={placed ? undefined : ask.error} />
      <p className="j-actions">
        <button
          type="button"
          className="j-button j-button-primary"
          disabled={chosen.length === 0 || draft.deadline === '' || ask.isPending}
          onClick={submit}
        >
          {say('competition.do')}
        </button>
        <button type="button" className="j-button" onClick={forget}>
          {say('startOver')}
        </button>
      </p>
    </PageFrame>
  );
}
