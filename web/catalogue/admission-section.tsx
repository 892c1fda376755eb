import type { Answer } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Facts, ProblemAlert, Reading, Section } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Day, Moment } from '../kit/values.tsx';
import { Checklist } from './checklist.tsx';
import type { Admission } from './goods.ts';
import { AdmissionTag } from './status.tsx';
import { useText } from './text.ts';

type Criteria = Answer<'GET /v1/catalogue/categories/{code}/criteria'>;

interface AdmissionSectionProps {
  readonly product: string;
  readonly category: string;
}

/** Whether the product is in the procurement catalogue (采购目录), by which criteria, and why not. */
export function AdmissionSection({ product, category }: AdmissionSectionProps) {
  const say = useText();
  const admission = useRead('GET /v1/products/{id}/admission', { path: { id: product } });
  const criteria = useRead('GET /v1/catalogue/categories/{code}/criteria', { path: { code: category } });
  const none = isNone(admission.error);
  return (
    <Section title={say('admission')} more={admission.data && <AdmissionTag status={admission.data.status} />}>
      {none && <p>{say('admission.none')}</p>}
      {!none && admission.error && <ProblemAlert error={admission.error} />}
      {!none && admission.data && <AdmissionFacts admission={admission.data} />}
      <Reading of={criteria}>
        {(of) => (
          <>
            {!none && admission.data && <Decisions admission={admission.data} criteria={of} />}
            <h3>{say('criteria')}</h3>
            <Checklist criteria={of} checklist={none ? undefined : admission.data?.checklist} />
          </>
        )}
      </Reading>
    </Section>
  );
}

/** Nobody applied, or nothing is decided that the public may know. */
export const isNone = (error: unknown): boolean => error instanceof ApiProblem && error.status === 404;

export function AdmissionFacts({ admission }: { readonly admission: Admission }) {
  const say = useText();
  const { standard, appliedAt, decideBy, appealBy, ended } = admission;
  return (
    <Facts
      items={[
        [say('admission.standard'), standard],
        [say('admission.appliedAt'), appliedAt && <Moment at={appliedAt} />],
        [say('admission.decideBy'), decideBy && <DueDay due={decideBy} />],
        [say('admission.appealBy'), appealBy && <DueDay due={appealBy} />],
        [say('admission.ended'), ended && sayCode(say, 'ended', ended.reason)],
      ]}
    />
  );
}

function DueDay({ due }: { readonly due: NonNullable<Admission['decideBy']> }) {
  const say = useText();
  return (
    <>
      <Day at={due.day} weekday /> {due.provisional && <span className="j-small">{say('provisional')}</span>}
    </>
  );
}

interface DecisionsProps {
  readonly admission: Admission;
  readonly criteria: Criteria;
}

/** What was decided and why, of the application and of the appeal. */
export function Decisions({ admission: { decision, appeal }, criteria: { criteria } }: DecisionsProps) {
  const say = useText();
  const language = useLanguage();
  const one = (title: string, given: NonNullable<Admission['decision']>) => (
    <div className="c-decision">
      <p>
        <strong>{title}</strong> <AdmissionTag status={given.decision} />{' '}
        <span className="j-small">
          <Moment at={given.decidedAt} />
        </span>
      </p>
      <ul>
        {given.reasons.map(({ criterion, text }) => (
          <li key={criterion + text}>
            {criteria.find(({ code }) => code === criterion)?.name[language] ?? criterion}
            {say('colon')}
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <>
      {decision && one(say('decision'), decision)}
      {appeal?.grounds !== undefined && (
        <p>
          <strong>{say('appeal.grounds')}</strong> {appeal.grounds}{' '}
          <span className="j-small">
            <Moment at={appeal.appealedAt} />
          </span>
        </p>
      )}
      {appeal?.decision && one(say('appeal.decision'), appeal.decision)}
    </>
  );
}
