import { checkUscc } from '../../shared/kernel/uscc.ts';
import { TextField } from '../kit/fields.tsx';
import { useText } from './text.ts';

/** How a code stands while it is typed: not yet whole, not one, one whose last character does not fit, or good. */
export function stateOf(code: string): 'short' | 'malformed' | 'doubtful' | 'good' {
  if (code.length < 18) return 'short';
  try {
    return checkUscc(code).warnings.length === 0 ? 'good' : 'doubtful';
  } catch {
    return 'malformed';
  }
}

interface UsccFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A unified social credit code (统一社会信用代码), checked as it is typed. */
export function UsccField({ value, onChange }: UsccFieldProps) {
  const say = useText();
  const state = stateOf(value);
  return (
    <TextField
      label={say('uscc')}
      pointer="/uscc"
      required
      maxLength={24}
      hint={<span className={`o-uscc-${state}`}>{say(`uscc.${state}`, { count: value.length })}</span>}
      value={value}
      onChange={(typed) => onChange(typed.replaceAll(/\s/g, '').toUpperCase())}
    />
  );
}
