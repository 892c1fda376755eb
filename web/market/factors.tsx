import type { Answer } from '../api/client.ts';
import { useLanguage } from '../kit/language.ts';
import { percent } from './terms.tsx';
import { useText } from './text.ts';

type Factor = Answer<'GET /v1/posts/{id}/matches'>['items'][number]['factors'][number];

/** The factors of a score (评分因素): the weight, how much of it was reached, and what was compared. */
export function Factors({ items }: { readonly items: readonly Factor[] }) {
  const say = useText();
  const language = useLanguage();
  return (
    <ul className="m-factors">
      {items.map(({ name, weight, score, why }) => (
        <li key={name}>
          <span>
            {say(`factor.${name}`)} <span className="j-small">{say('factor.weight', { weight: percent(weight) })}</span>
          </span>
          <meter min="0" max="1" value={score} aria-label={say(`factor.${name}`)} />
          <span className="j-figure m-of">{percent(score)}%</span>
          <span className="j-small m-why">{why[language]}</span>
        </li>
      ))}
    </ul>
  );
}
