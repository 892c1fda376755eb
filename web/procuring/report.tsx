import { useRead } from '../api/queries.ts';
import { ButtonLink, Notice, Reading, Section } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import type { Tender } from './form.ts';
import { useText } from './text.ts';

/** How far the evaluation is (评标进度): what the buyer itself has to judge, and who has signed. */
export function ReportSection({ tender: { id } }: { readonly tender: Tender }) {
  const say = useText();
  const report = useRead('GET /v1/tenders/{id}/report', { path: { id } }, { every: 15_000 });
  const record = useRead('GET /v1/tenders/{id}/opening', { path: { id } });
  const nameOf = (supplier: string) => record.data?.bids.find((each) => each.supplier === supplier)?.name ?? '';
  return (
    <Section title={say('report')} more={<ButtonLink to={`/judging/tenders/${id}`}>{say('report.judge')}</ButtonLink>}>
      <Reading of={report}>
        {({ missing, signed, reported }) => (
          <>
            <Notice tone={reported ? 'good' : 'neutral'}>
              {reported
                ? say('report.reported')
                : signed.length > 0
                  ? say('report.signed', { seats: signed.join('、') })
                  : say('report.open')}
            </Notice>
            {missing.length > 0 && (
              <ul>
                {missing.map((each) => (
                  <li key={JSON.stringify(each)}>
                    {sayCode(say, 'missing', each.kind)} {nameOf(each.supplier)}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Reading>
    </Section>
  );
}
