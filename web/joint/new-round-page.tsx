import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem, fieldProblems } from '../api/problem.ts';
import { useList, useRead, useWrite } from '../api/queries.ts';
import { PageFrame, ProblemAlert, Section } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { useDraft } from '../kit/draft.ts';
import { useLanguage } from '../kit/language.ts';
import { useOwn } from '../kit/organisation.tsx';
import { usePlaces } from './lines-table.tsx';
import { Participants } from './participants.tsx';
import { useText } from './text.ts';
import './joint.css';

interface Plan {
  readonly title: string;
  readonly category: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly from: string;
  readonly to: string;
  readonly previous: string;
  readonly participants: readonly string[];
  /** A county's zone by its division; a county without one is a zone of its own. */
  readonly zones: Readonly<Record<string, string>>;
}

const nothing: Plan = {
  title: '',
  category: '',
  opensAt: '',
  closesAt: '',
  from: '',
  to: '',
  previous: '',
  participants: [],
  zones: {},
};

/** A verified buyer opens a round (发起报量); units and zones can be taken from a round before. */
export function Page() {
  const say = useText();
  const go = useNavigate();
  const [plan, setPlan, forget] = useDraft<Plan>('round', nothing);
  const open = useWrite('POST /v1/demand-rounds', {
    onDone({ id }) {
      forget();
      return go(`/rounds/${id}/lead`);
    },
  });
  const faults = new Map(fieldProblems(open.error).map(({ name, message }) => [name.join('/'), message]));
  const listed = open.error instanceof ApiProblem ? (open.error.problem.errors ?? []).length : 0;
  const known = ['title', 'category', 'opensAt', 'closesAt', 'deliveryWindow/from', 'deliveryWindow/to'];
  const placed = listed > 0 && [...faults.keys()].every((each) => known.includes(each));
  const field = (key: 'title' | 'opensAt' | 'closesAt' | 'from' | 'to', type: string, name: string = key) => (
    <CellField
      id={`round-${key}`}
      label={say(`new.${key}`)}
      shown
      long={key === 'title'}
      type={type}
      value={plan[key]}
      fault={faults.get(name)}
      onChange={(value) => setPlan({ ...plan, [key]: value })}
    />
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const zones = zonesOf(plan.zones);
    open.mutate({
      body: {
        title: plan.title.trim(),
        category: plan.category,
        participants: plan.participants,
        opensAt: `${plan.opensAt}:00+08:00`,
        closesAt: `${plan.closesAt}:00+08:00`,
        deliveryWindow: { from: plan.from, to: plan.to },
        ...(zones.length === 0 ? {} : { zones }),
        ...(plan.previous === '' ? {} : { previousRound: plan.previous }),
      },
    });
  };
  return (
    <PageFrame title={say('new.page')}>
      <form className="r-stack" onSubmit={submit}>
        <Section title={say('new.facts')} more={<span className="j-small">{say('kept')}</span>}>
          <Before plan={plan} setPlan={setPlan} />
          <div className="j-fields">
            {field('title', 'text')}
            <CategoryField plan={plan} setPlan={setPlan} fault={faults.get('category')} />
          </div>
          <div className="j-fields">
            {field('opensAt', 'datetime-local')}
            {field('closesAt', 'datetime-local')}
            {field('from', 'date', 'deliveryWindow/from')}
            {field('to', 'date', 'deliveryWindow/to')}
          </div>
        </Section>
        <Participants invited={plan.participants} onChange={(participants) => setPlan({ ...plan, participants })} />
        <Zones plan={plan} setPlan={setPlan} />
        <ProblemAlert error={placed ? undefined : open.error} />
        <p className="j-actions">
          <button
            type="submit"
            className="j-button j-button-primary"
            disabled={open.isPending || plan.participants.length === 0}
          >
            {say('open')}
          </button>
          <button type="button" className="j-button" onClick={forget}>
            {say('report.startOver')}
          </button>
        </p>
      </form>
    </PageFrame>
  );
}

interface PlanProps {
  readonly plan: Plan;
  readonly setPlan: (plan: Plan) => void;
}

function CategoryField({ plan, setPlan, fault }: PlanProps & { readonly fault: string | undefined }) {
  const say = useText();
  const language = useLanguage();
  const { data } = useRead('GET /v1/catalogue/categories', {});
  const options = (data?.items ?? []).flatMap(({ code, name, children }) => [
    { value: code, label: say('new.family', { name: name[language] }) },
    ...children.map((each) => ({ value: each.code, label: each.name[language] })),
  ]);
  return (
    <CellField
      id="round-category"
      label={say('round.category')}
      shown
      value={plan.category}
      options={options}
      fault={fault}
      onChange={(category) => setPlan({ ...plan, category })}
    />
  );
}

/** Last year's figures are the locked lines of a round before of the same lead; units and zones come with it. */
function Before({ plan, setPlan }: PlanProps) {
  const say = useText();
  const own = useOwn();
  const rounds = useList('GET /v1/demand-rounds', { query: { scope: 'own', limit: 100 } });
  const led = (rounds.data ?? []).filter(({ lead }) => lead.id === own);
  const { data } = useRead(
    'GET /v1/demand-rounds/{id}',
    { path: { id: plan.previous } },
    { enabled: plan.previous !== '' },
  );
  if (led.length === 0) return null;
  const take = () => {
    if (data === undefined) return;
    const zones = (data.zones ?? []).flatMap(({ title, divisions }) => divisions.map((code) => [code, title] as const));
    setPlan({
      ...plan,
      category: data.category,
      participants: data.participants?.map(({ id }) => id) ?? [],
      zones: Object.fromEntries(zones),
    });
  };
  return (
    <div className="j-fields">
      <CellField
        id="round-previous"
        label={say('new.previous')}
        shown
        long
        value={plan.previous}
        options={[
          { value: '', label: say('choose.none') },
          ...led.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        fault={undefined}
        onChange={(previous) => setPlan({ ...plan, previous })}
      />
      {plan.previous !== '' && (
        <button type="button" className="j-button" disabled={data?.id !== plan.previous} onClick={take}>
          {say('new.take')}
        </button>
      )}
    </div>
  );
}

function Zones({ plan, setPlan }: PlanProps) {
  const say = useText();
  const places = usePlaces();
  return (
    <Section title={say('round.zones')}>
      <p className="j-small">{say('new.zonesAbout')}</p>
      <div className="j-fields">
        {places.map(({ value, label }) => (
          <CellField
            key={value}
            id={`zone-${value}`}
            label={label}
            shown
            value={plan.zones[value] ?? ''}
            fault={undefined}
            onChange={(zone) => setPlan({ ...plan, zones: { ...plan.zones, [value]: zone } })}
          />
        ))}
      </div>
    </Section>
  );
}

function zonesOf(places: Plan['zones']) {
  const titles = [...new Set(Object.values(places).map((title) => title.trim()))].filter((title) => title !== '');
  return titles.map((title, at) => ({
    key: `zone-${at + 1}`,
    title,
    divisions: Object.entries(places).flatMap(([code, zone]) => (zone.trim() === title ? [code] : [])),
  }));
}
