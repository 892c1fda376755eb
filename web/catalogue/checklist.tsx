import type { Answer } from '../api/client.ts';
import { Tag } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Cited, Day } from '../kit/values.tsx';
import type { Admission } from './goods.ts';
import { useText } from './text.ts';

type Criteria = Answer<'GET /v1/catalogue/categories/{code}/criteria'>;

interface ChecklistProps {
  readonly criteria: Criteria;
  /** What was found in the listing, where the reader may see it. */
  readonly checklist: Admission['checklist'];
}

/** The criteria of admission (入库条件), each with its source and what was found. */
export function Checklist({ criteria: { criteria }, checklist }: ChecklistProps) {
  const say = useText();
  const language = useLanguage();
  const shown = checklist === undefined ? criteria : criteria.filter(({ code }) => foundOf(checklist, code));
  return (
    <ul className="c-checklist">
      {shown.map(({ code, name, required, source }) => {
        const found = checklist && foundOf(checklist, code);
        return (
          <li key={code}>
            <p>
              {name[language]} {!required && <Tag>{say('criterion.voluntary')}</Tag>}{' '}
              {found && <Tag tone={tone(found)}>{say(found.met ? 'criterion.met' : 'criterion.unmet')}</Tag>}
            </p>
            <p className="j-small">
              {found?.evidence && `${found.evidence.join(say('comma'))} `}
              {found?.until && (
                <>
                  {say('validTo')} <Day at={found.until} />{' '}
                </>
              )}
              {found?.finding && `${sayCode(say, 'finding', found.finding)} `}
              <Cited of={source} />
            </p>
          </li>
        );
      })}
    </ul>
  );
}

type Checked = NonNullable<Admission['checklist']>[number];
const foundOf = (checklist: readonly Checked[], code: string): Checked | undefined =>
  checklist.find(({ criterion }) => criterion === code);
const tone = ({ met, required }: Checked) => (met ? 'good' : required ? 'bad' : 'neutral');
