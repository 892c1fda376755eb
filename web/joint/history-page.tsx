import { useParams, useSearchParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Notice, PageFrame, Reading, Section } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { HistoryEditor } from './history-editor.tsx';
import type { Round } from './round.ts';
import { useText } from './text.ts';
import { useNamed } from './units.tsx';
import './joint.css';

/** The lead enters what each unit really took last year (录入上年实际): its report begins from it and is compared with it. */
export function Page() {
  const { round: id = '' } = useParams();
  const round = useRead('GET /v1/demand-rounds/{id}', { path: { id } });
  return <Reading of={round}>{(it) => <Whole round={it} />}</Reading>;
}

function Whole({ round }: { readonly round: Round }) {
  const say = useText();
  const own = useOwn();
  const [search, setSearch] = useSearchParams();
  const units = useNamed(round.participants ?? []);
  const asked = units.find(({ id }) => id === search.get('unit'));
  const unit = asked ?? units.find(({ standing }) => standing !== 'signed') ?? units[0];
  const open = ['scheduled', 'reporting', 'closed'].includes(round.status);
  return (
    <PageFrame
      kicker={round.title}
      title={say('history')}
      actions={<ButtonLink to={`/rounds/${round.id}/lead`}>{say('toLead')}</ButtonLink>}
    >
      {round.lead.id !== own && <Notice title={say('lead.notYours')} />}
      {round.lead.id === own && !open && <Notice tone="warn" title={say('history.closed')} />}
      {round.lead.id === own && open && unit !== undefined && (
        <>
          <Section title={say('unit')}>
            <p className="j-small">{say(round.previousRound === undefined ? 'history.about' : 'history.aboutBoth')}</p>
            <CellField
              id="history-unit"
              label={say('unit')}
              shown
              long
              value={unit.id}
              options={units.map(({ id, name }) => ({ value: id, label: name ?? id }))}
              fault={undefined}
              onChange={(next) => setSearch({ unit: next }, { replace: true })}
            />
          </Section>
          <Figures key={unit.id} round={round} unit={unit.id} />
        </>
      )}
    </PageFrame>
  );
}

function Figures({ round, unit }: { readonly round: Round; readonly unit: string }) {
  const report = useRead('GET /v1/demand-rounds/{id}/lines/{org}', { path: { id: round.id, org: unit } });
  return <Reading of={report}>{(it) => <HistoryEditor round={round} unit={unit} report={it} />}</Reading>;
}
