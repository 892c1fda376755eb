import { useList } from '../api/queries.ts';
import { Empty, Listing, Section, Tag, type Tone } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { useText } from './text.ts';

const tones: Readonly<Record<string, Tone>> = {
  upheld: 'bad',
  dismissed: 'good',
  accepted: 'warn',
  rejected: 'neutral',
};

/** Objections and complaints as all may see them: that there is one, and how it ended (异议、投诉); who and why is not told. */
export function Remedies({ tender }: { readonly tender: string }) {
  const say = useText();
  const asked = { path: { id: tender } };
  const objections = useList('GET /v1/tenders/{id}/objections', asked);
  const complaints = useList('GET /v1/tenders/{id}/complaints', asked);
  return (
    <>
      <Section title={say('objections')}>
        <Listing of={objections} empty={<Empty title={say('objections.none')}>{say('objections.noneDetail')}</Empty>}>
          {(items) => (
            <ul className="t-said">
              {items.map(({ id, about, filedAt, article, answerBy, late, decision, answer, remedy, answeredAt }) => (
                <li key={id}>
                  <h3>
                    {sayCode(say, 'about', about)} <Ended decision={decision} late={late} />
                  </h3>
                  {answer !== undefined && <p>{answer}</p>}
                  <Remedy remedy={remedy} />
                  <p className="j-small">
                    {say('filed')} <Moment at={filedAt} /> ·{' '}
                    {answeredAt === undefined ? say('answerBy') : say('answered')}{' '}
                    <Moment at={answeredAt ?? answerBy} /> · {article}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Listing>
      </Section>
      <Section title={say('complaints')}>
        <Listing of={complaints} empty={<p className="j-muted">{say('complaints.none')}</p>}>
          {(items) => (
            <ul className="t-said">
              {items.map(
                ({ id, about, filedAt, article, decideBy, late, decision, reasons, remedy, decidedAt, suspends }) => (
                  <li key={id}>
                    <h3>
                      {sayCode(say, 'about', about)} <Ended decision={decision} late={late} />
                    </h3>
                    {reasons !== undefined && <p>{reasons}</p>}
                    {suspends && <p>{say('suspends')}</p>}
                    <Remedy remedy={remedy} />
                    <p className="j-small">
                      {say('filed')} <Moment at={filedAt} /> ·{' '}
                      {decidedAt === undefined ? say('decideBy') : say('decided')} <Moment at={decidedAt ?? decideBy} />{' '}
                      · {article}
                    </p>
                  </li>
                ),
              )}
            </ul>
          )}
        </Listing>
      </Section>
    </>
  );
}

function Ended({ decision, late }: { readonly decision: string | undefined; readonly late: boolean }) {
  const say = useText();
  if (decision === undefined)
    return <Tag tone={late ? 'bad' : 'warn'}>{say(late ? 'remedy.late' : 'remedy.open')}</Tag>;
  return <Tag tone={tones[decision] ?? 'neutral'}>{sayCode(say, 'decision', decision)}</Tag>;
}

function Remedy({ remedy }: { readonly remedy: string | undefined }) {
  const say = useText();
  if (remedy === undefined || remedy === 'none') return null;
  return <p>{sayCode(say, 'remedy', remedy)}</p>;
}
