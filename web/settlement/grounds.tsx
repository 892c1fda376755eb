import { TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

/** On what prices of a series stand, and why a day is corrected (报价依据). */
export interface Grounds {
  readonly evidence: string;
  readonly reason: string;
}

export const noGrounds: Grounds = { evidence: '', reason: '' };

/** As a request has them. */
export const groundsOf = ({ evidence, reason }: Grounds) => ({
  evidence: evidence.trim(),
  ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
});

interface Props {
  /** How many characters of evidence the request takes. */
  readonly longest: number;
  readonly grounds: Grounds;
  onChange(grounds: Grounds): void;
}

export function GroundsFields({ longest, grounds, onChange }: Props) {
  const say = useText();
  return (
    <>
      <TextField
        label={say('point.evidence')}
        pointer="/evidence"
        hint={say('point.evidence.hint')}
        required
        maxLength={longest}
        value={grounds.evidence}
        onChange={(evidence) => onChange({ ...grounds, evidence })}
      />
      <TextField
        label={say('point.reason')}
        pointer="/reason"
        hint={say('point.reason.hint')}
        maxLength={500}
        value={grounds.reason}
        onChange={(reason) => onChange({ ...grounds, reason })}
      />
    </>
  );
}
