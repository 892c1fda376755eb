import { hashJson } from '../../shared/sealing/hash.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { Notice, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import { ReportLines } from './report-lines.tsx';
import type { Report, Round } from './round.ts';
import { useText } from './text.ts';
import { Standing } from './values.tsx';

interface OwnReportProps {
  readonly round: Round;
  readonly own: string;
}

/** What one's unit reports, and its signature (签署): exactly these lines, by a hash that this browser makes itself. */
export function OwnReport({ round, own }: OwnReportProps) {
  const say = useText();
  const report = useRead('GET /v1/demand-rounds/{id}/lines/{org}', { path: { id: round.id, org: own } });
  return (
    <Section title={say('own')} more={report.data && <Standing standing={report.data.standing} />}>
      <Reading of={report}>
        {(it) => (
          <>
            <ReportLines report={it} />
            <Signing round={round} report={it} own={own} />
          </>
        )}
      </Reading>
    </Section>
  );
}

function Signing({ round, report, own }: OwnReportProps & { readonly report: Report }) {
  const say = useText();
  const sign = useWrite('POST /v1/demand-rounds/{id}/signatures');
  const hash = hashJson(report.signed);
  const { standing } = report;
  const signedAt = round.participants?.find(({ id }) => id === own)?.signedAt;
  if (hash !== report.hash) return <Notice tone="bad">{say('sign.differs')}</Notice>;
  return (
    <div className="r-sign">
      <p>
        {say('sign.hash')}
        <br />
        <code className="r-hash">{hash}</code>
      </p>
      {standing === 'signed' && (
        <p>
          {say('sign.done')} <Moment at={signedAt} />
        </p>
      )}
      {standing === 'reported' && (
        <>
          <p className="j-small">{say('sign.about', { count: report.signed.lines.length })}</p>
          <ProblemAlert error={sign.error} />
          <p className="j-actions">
            <button
              type="button"
              className="j-button j-button-primary"
              disabled={sign.isPending}
              onClick={() => sign.mutate({ path: { id: round.id }, body: { hash } })}
            >
              {say('sign')}
            </button>
          </p>
        </>
      )}
    </div>
  );
}
