import { useState } from 'react';
import { useNavigate } from 'react-router';
import { PageFrame, Section } from '../kit/blocks.tsx';
import { PlainForm, TextField } from '../kit/fields.tsx';
import './organisations.css';
import { useText } from './text.ts';

/** The way to a published list, by its key (公布名单). */
export function Page() {
  const say = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  return (
    <PageFrame title={say('lists')}>
      <p className="j-muted">{say('lists.about')}</p>
      <Section title={say('lists.open')}>
        <PlainForm error={undefined} onSubmit={() => navigate(`/published-lists/${encodeURIComponent(typed.trim())}`)}>
          <div className="j-grid">
            <TextField
              label={say('lists.key')}
              hint={say('lists.keyHint')}
              required
              value={typed}
              onChange={setTyped}
            />
          </div>
          <p className="j-actions">
            <button type="submit" className="j-button j-button-primary">
              {say('lists.show')}
            </button>
          </p>
        </PlainForm>
      </Section>
    </PageFrame>
  );
}
