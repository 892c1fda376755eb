import { useNavigate } from 'react-router';
import { division as divisionBy } from '../../shared/commodity/divisions.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { Empty, Notice, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { CellField } from '../kit/cell-field.tsx';
import { useDraft } from '../kit/draft.ts';
import { useOwn } from '../kit/organisation.tsx';
import { typed } from '../kit/typed.ts';
import { Countdown } from '../kit/values.tsx';
import { AddGoods } from './add-goods.tsx';
import { deviationsOf, isFigure, useCanonicals, useCategories } from './canonicals.ts';
import { again, bodyOf, type Draft, type DraftLine, draftOf, newLine, omitted, prefilled } from './draft.ts';
import { faultsOf } from './faults.ts';
import { LinesTable } from './lines-table.tsx';
import { Omissions } from './omissions.tsx';
import { type Line, monthsOf, type Report, type Round } from './round.ts';
import { useText } from './text.ts';

interface EditorProps {
  readonly round: Round;
  readonly report: Report;
  /** The unit's lines of the round before. */
  readonly before: readonly Line[];
  /** After the lock a report is a change that is asked for (锁定后变更), with its reason. */
  readonly late?: boolean;
}

/** The table of a report (报量表): new lines go to the unit's own place, which is asked for first. */
export function Editor(props: EditorProps) {
  const own = useRead('GET /v1/organisations/{id}', { path: { id: useOwn() } });
  return <Reading of={own}>{({ division }) => <Lines {...props} home={divisionBy(division)?.code ?? ''} />}</Reading>;
}

/** Its lines, kept in this browser until the API has taken them. */
function Lines({ round, report, before, late = false, home }: EditorProps & { readonly home: string }) {
  const say = useText();
  const org = useOwn();
  const go = useNavigate();
  const defaults = { division: home || (before[0]?.deliveryPoint.division ?? ''), months: monthsOf(round) };
  const first =
    report.signed.lines.length > 0 || report.standing !== 'invited'
      ? draftOf(report)
      : prefilled(report, before, defaults);
  const [draft, setDraft, forget] = useDraft<Draft>(`${late ? 'change' : 'report'}-${round.id}-${org}`, first);
  const categories = useCategories(draft.lines.map(({ category }) => category));
  const canonicals = useCanonicals(draft.lines, categories);
  const deviations = deviationsOf(draft.lines, canonicals, report);
  const missing = omitted(report, draft);
  const onDone = () => {
    forget();
    return go(`/rounds/${round.id}`);
  };
  const sendReport = useWrite('PUT /v1/demand-rounds/{id}/lines/{org}', { onDone });
  const change = useWrite('POST /v1/demand-rounds/{id}/late-changes', { onDone });
  const send = late ? change : sendReport;
  const submit = () => {
    const body = bodyOf(draft, missing);
    if (late) change.mutate({ path: { id: round.id }, body: { ...body, reason: draft.reason?.trim() ?? '' } });
    else sendReport.mutate({ path: { id: round.id, org }, body });
  };
  const { faults, placed } = faultsOf(send.error, 'lines');
  const put = (line: DraftLine) =>
    setDraft({ ...draft, lines: draft.lines.map((each) => (each.key === line.key ? line : each)) });
  const add = (line: DraftLine) => setDraft({ ...draft, lines: [...draft.lines, line] });
  const unread = draft.lines.filter(({ value }) => !isFigure(typed(value))).length;
  const unexplained = draft.lines.filter(({ key, reason }) => deviations.get(key)?.over && reason.trim() === '').length;
  return (
    <>
      <Notice tone="accent">
        {late ? (
          <p>{say('change.about')}</p>
        ) : (
          <p>
            {say(before.length > 0 || report.lastYear.length > 0 ? 'report.about' : 'report.aboutNew')}{' '}
            {say('report.left')} <Countdown until={round.closesAt} />
          </p>
        )}
      </Notice>
      <Section title={say('report.lines')} more={<span className="j-small">{say('kept')}</span>}>
        {draft.lines.length === 0 ? (
          <Empty title={say('report.none')}>{say('report.noneDetail')}</Empty>
        ) : (
          <LinesTable
            round={round}
            lines={draft.lines}
            {...{ categories, canonicals, deviations, faults }}
            onChange={put}
            onRemove={(key) => setDraft({ ...draft, lines: draft.lines.filter((each) => each.key !== key) })}
            onAgain={(line) => add(again(line))}
          />
        )}
        <AddGoods round={round} onAdd={(goods) => add(newLine(goods, defaults))} />
      </Section>
      <Omissions
        kinds={missing}
        reasons={draft.omissions}
        onChange={(omissions) => setDraft({ ...draft, omissions })}
      />
      {late && (
        <Section title={say('change.reason')}>
          <CellField
            id="change-reason"
            label={say('change.reason')}
            long
            value={draft.reason ?? ''}
            fault={undefined}
            onChange={(reason) => setDraft({ ...draft, reason })}
          />
        </Section>
      )}
      <ProblemAlert error={placed ? undefined : send.error} />
      <div className="j-bar r-bar">
        <p className="j-small">
          {say('report.count', { lines: draft.lines.length })}
          {unread > 0 && <strong className="r-asked"> {say('report.unread', { count: unread })}</strong>}
          {unexplained > 0 && <strong className="r-asked"> {say('report.unexplained', { count: unexplained })}</strong>}
        </p>
        <p className="j-actions">
          <button type="button" className="j-button" onClick={forget}>
            {say('report.startOver')}
          </button>
          <button
            type="button"
            className="j-button j-button-primary"
            disabled={send.isPending || unread > 0 || (late && (draft.reason ?? '').trim() === '')}
            onClick={submit}
          >
            {say(send.isPending ? 'report.sending' : late ? 'change.send' : 'report.send')}
          </button>
        </p>
      </div>
    </>
  );
}
