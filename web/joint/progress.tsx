import { Link } from 'react-router';
import { type Column, Section, Table } from '../kit/blocks.tsx';
import { Goods } from '../kit/goods.tsx';
import { Division, Moment } from '../kit/values.tsx';
import { goodsKey } from './draft.ts';
import { ReportLines } from './report-lines.tsx';
import type { Report, Round, Unit } from './round.ts';
import { useText } from './text.ts';
import { Tiles } from './units.tsx';
import { percentOf, Standing } from './values.tsx';

interface ProgressProps {
  readonly round: Round;
  readonly units: readonly Unit[];
  readonly reports: ReadonlyMap<string, Report>;
}

/** Each unit's progress with what lies far from last year's, and its lines when they are asked for. */
export function Progress({ round, units, reports }: ProgressProps) {
  const say = useText();
  const count = (...standings: readonly string[]) =>
    units.filter(({ standing }) => standings.includes(standing)).length;
  const columns: readonly Column<Unit>[] = [
    { title: say('unit'), of: ({ name, id }) => name ?? id },
    {
      title: say('unit.division'),
      of: ({ division }) => (division === undefined ? '—' : <Division code={division} />),
    },
    {
      title: say('unit.standing'),
      of: ({ standing, leftOut }) => (
        <span>
          <Standing standing={standing} />
          {leftOut !== undefined && <span className="r-where j-small">{leftOut}</span>}
        </span>
      ),
    },
    { title: say('unit.signedAt'), of: ({ signedAt }) => <Moment at={signedAt} /> },
    { title: say('lot.lines'), of: ({ lines }) => lines ?? '—', figure: true },
    { title: say('unit.deviations'), of: ({ id }) => <Deviations report={reports.get(id)} /> },
    ...(round.locked === undefined && round.status !== 'cancelled'
      ? [
          {
            title: say('history.quantity'),
            of: ({ id, name, standing }: Unit) => (
              <Link to={`/rounds/${round.id}/history?unit=${id}`}>
                {say(standing === 'signed' ? 'history.look' : 'history.enter')} <span className="j-hidden">{name}</span>
              </Link>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section
      title={say('units')}
      more={
        <span className="j-small">
          {say('units.counts', { signed: count('signed'), reported: count('reported'), missing: count('invited') })}
        </span>
      }
    >
      <Tiles units={units} />
      <Table caption={round.title} columns={columns} items={units} keyOf={({ id }) => id} />
      {units.map(({ id, name }) => {
        const report = reports.get(id);
        return (
          report !== undefined && (
            <details key={id} className="r-details">
              <summary>{say('unit.lines', { unit: name ?? id })}</summary>
              <ReportLines report={report} />
            </details>
          )
        );
      })}
    </Section>
  );
}

function Deviations({ report }: { readonly report: Report | undefined }) {
  const over = report?.lastYear.filter((kind) => kind.over && kind.change !== undefined) ?? [];
  if (over.length === 0) return <>—</>;
  return (
    <ul className="r-shares">
      {over.map((kind) => (
        <li key={`${goodsKey(kind)} ${kind.unit} ${kind.basis}`}>
          <Goods category={kind.category} attributes={kind.attributes} />{' '}
          <strong>{percentOf(kind.change ?? '0/1')}</strong>
          {report?.signed.lines
            .filter((line) => goodsKey(line) === goodsKey(kind) && line.reason !== undefined)
            .map(({ id, reason }) => (
              <span key={id}> {reason}</span>
            ))}
        </li>
      ))}
    </ul>
  );
}
