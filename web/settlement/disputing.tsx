import { useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { FormEnd, PlainForm, TextField } from '../kit/fields.tsx';
import { useText as useKitText } from '../kit/text.ts';
import { typed } from '../kit/typed.ts';
import { Amount, Amounted } from '../kit/values.tsx';
import { LineGoods } from './lines.tsx';
import { type Line, type Statement, useItems } from './model.ts';
import { useText } from './text.ts';

interface DisputingProps {
  readonly statement: Statement;
  /** Those that nobody disputes yet. */
  readonly lines: readonly Line[];
  readonly onDone: () => void;
}

/** Which lines are wrong, what each would rightly come to, and why (提出异议); a line left empty is not disputed. */
export function Disputing({ statement, lines, onDone }: DisputingProps) {
  const say = useText();
  const sayKit = useKitText();
  const items = useItems(statement.agreement);
  const [claims, setClaims] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const write = useWrite('POST /v1/statements/{id}/disputes', { onDone });
  const claimed = lines.filter(({ line }) => (claims[line] ?? '').trim() !== '');
  const submit = () =>
    write.mutate({
      path: { id: statement.id },
      body: {
        lines: claimed.map(({ line }) => ({ line, amount: { amount: typed(claims[line] ?? ''), currency: 'CNY' } })),
        reason: reason.trim(),
      },
    });
  return (
    <PlainForm error={write.error} onSubmit={submit}>
      <p className="j-small">{say('disputing.about')}</p>
      {lines.map((line) => {
        const at = claimed.indexOf(line);
        return (
          <fieldset key={line.line} className="s-line-fields">
            <legend>
              <LineGoods line={line} attributes={items.get(line.item)?.attributes} /> <Amounted value={line.settled} />{' '}
              {say('stated')} <Amount value={line.amount} exact />
            </legend>
            <TextField
              label={say('claimed')}
              pointer={at < 0 ? undefined : `/lines/${at}`}
              figure
              value={claims[line.line] ?? ''}
              onChange={(value) => setClaims({ ...claims, [line.line]: value })}
            />
          </fieldset>
        );
      })}
      <TextField
        label={say('disputing.reason')}
        pointer="/reason"
        lines={3}
        maxLength={2000}
        required
        value={reason}
        onChange={setReason}
      />
      <FormEnd submit={say('dispute.do')} disabled={write.isPending || claimed.length === 0 || reason.trim() === ''}>
        <button type="button" className="j-button" onClick={onDone}>
          {sayKit('cancel')}
        </button>
      </FormEnd>
    </PlainForm>
  );
}
