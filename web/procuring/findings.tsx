import { useQuery } from '@tanstack/react-query';
import { type Answer, call } from '../api/client.ts';
import { Notice, Tag, type Tone } from '../kit/blocks.tsx';
import { type Fault, focusAt } from '../kit/faults.tsx';
import { TextField } from '../kit/fields.tsx';
import { useLanguage } from '../kit/language.ts';
import { Cited } from '../kit/values.tsx';
import type { DraftForm } from './form.ts';
import { useText } from './text.ts';

type Check = Answer<'POST /v1/tenders/{id}/check'>;
export type Finding = Check['findings'][number];

/** What the API finds in a draft as it is saved; asked anew with every version. */
export function useCheck(id: string, version: string | undefined) {
  return useQuery({
    queryKey: ['POST /v1/tenders/{id}/check', id, version],
    queryFn: () => call('POST /v1/tenders/{id}/check', { path: { id } }),
    enabled: version !== undefined,
  });
}

/** Refused, or waiting for a reason that nobody has written. */
export const blocks = ({ severity, justification }: Finding): boolean =>
  severity === 'refused' || (severity === 'justify' && justification === undefined);

export function useFaults(findings: readonly Finding[]): readonly Fault[] {
  const language = useLanguage();
  return findings.map((each) => ({ pointer: each.pointer, message: each.message[language], blocks: blocks(each) }));
}

const tones: Readonly<Record<Finding['severity'], Tone>> = { refused: 'bad', justify: 'warn', advised: 'neutral' };

interface FindingsProps {
  readonly check: Check;
  /** Only where reasons can be written. */
  readonly edit?: {
    readonly justifications: DraftForm['justifications'];
    set(justifications: DraftForm['justifications']): void;
  };
}

/** What stands in the way, what wants a signed reason, and what is only advised, each with its article and a way to its field. */
export function Findings({ check: { findings, publishable }, edit }: FindingsProps) {
  const say = useText();
  const language = useLanguage();
  if (findings.length === 0) return <Notice tone="good">{say('check.none')}</Notice>;
  return (
    <>
      <Notice tone={publishable ? 'good' : 'warn'}>
        {publishable ? say('check.publishable') : say('check.blocked', { count: findings.filter(blocks).length })}
      </Notice>
      <ul className="p-findings">
        {findings.map((each) => (
          <li key={each.code + each.pointer}>
            <Tag tone={tones[each.severity]}>{say(`severity.${each.severity}`)}</Tag>
            <div>
              <p>{each.message[language]}</p>
              {(!each.verified || !each.message[language].includes(each.article)) && (
                <p className="j-small">
                  <Cited of={each.article} /> {!each.verified && say('check.unverified')}
                </p>
              )}
              {each.justification !== undefined && edit === undefined && (
                <p>{say('justification.is', { reason: each.justification })}</p>
              )}
              {edit !== undefined && (
                <>
                  <button type="button" className="j-link" onClick={() => focusAt(each.pointer)}>
                    {say('check.goTo')}
                  </button>
                  {each.severity === 'justify' && <Reason finding={each} {...edit} />}
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

interface ReasonProps extends NonNullable<FindingsProps['edit']> {
  readonly finding: Finding;
}

/** The signed reason (书面说明) with which a finding stands no longer in the way. */
function Reason({ finding: { code, pointer }, justifications, set }: ReasonProps) {
  const say = useText();
  const others = justifications.filter((each) => each.code !== code || each.pointer !== pointer);
  const reason = justifications.find((each) => each.code === code && each.pointer === pointer)?.reason ?? '';
  return (
    <TextField
      pointer={`/justifications/${code}${pointer}`}
      label={say('justification')}
      lines={2}
      maxLength={500}
      value={reason}
      onChange={(value) => set(value === '' ? others : [...others, { code, pointer, reason: value }])}
    />
  );
}
