import { useId, useState } from 'react';
import { useWrite } from '../api/queries.ts';
import { ProblemAlert } from '../kit/blocks.tsx';
import type { Tender } from './model.ts';
import { useText } from './text.ts';

interface OpinionFormProps {
  readonly tender: Tender;
  readonly supplier: string;
}

/** Whether a bidder is qualified and responsive (资格审查与符合性审查): nobody is refused without a condition or an article. */
export function OpinionForm({ tender: { id, requirements = [] }, supplier }: OpinionFormProps) {
  const say = useText();
  const name = useId();
  const [qualified, setQualified] = useState<boolean>();
  const [requirement, setRequirement] = useState('');
  const [article, setArticle] = useState('');
  const [text, setText] = useState('');
  const write = useWrite('PUT /v1/tenders/{id}/bids/{bidder}/qualification');
  const ground = {
    ...(requirement === '' ? {} : { requirement }),
    ...(article === '' ? {} : { article }),
    text,
  };
  const body = qualified ? { qualified } : { qualified: false, reasons: [ground] };
  return (
    <form
      className="j-stack"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({ path: { id, bidder: supplier }, body });
      }}
    >
      <fieldset className="g-choice">
        <legend>{say('opinion')}</legend>
        {([true, false] as const).map((each) => (
          <label key={String(each)} className="j-check">
            <input type="radio" name={name} required checked={qualified === each} onChange={() => setQualified(each)} />
            {say(each ? 'opinion.yes' : 'opinion.no')}
          </label>
        ))}
      </fieldset>
      {qualified === false && (
        <div className="j-fields">
          <label className="j-field">
            {say('opinion.requirement')}
            <select className="j-input" value={requirement} onChange={({ target }) => setRequirement(target.value)}>
              <option value="">{say('opinion.byArticle')}</option>
              {requirements.map((each) => (
                <option key={each.key} value={each.key}>
                  {each.text}
                </option>
              ))}
            </select>
          </label>
          {requirement === '' && (
            <label className="j-field">
              {say('opinion.article')}
              <input className="j-input" required value={article} onChange={({ target }) => setArticle(target.value)} />
            </label>
          )}
          <label className="j-field">
            {say('opinion.reason')}
            <input
              className="j-input"
              required
              maxLength={500}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </label>
        </div>
      )}
      <ProblemAlert error={write.error} />
      <button type="submit" className="j-button j-button-primary" disabled={write.isPending || qualified === undefined}>
        {say('opinion.send')}
      </button>
    </form>
  );
}
