import { NavLink } from 'react-router';
import { useText } from './text.ts';

/** What anyone may follow of a tender, page by page. */
const parts = [
  ['notice', ''],
  ['opening', '/opening'],
  ['evaluation', '/evaluation'],
  ['verification', '/verification'],
  ['log', '/log'],
] as const;

/** Leads from one page of a tender to the others. */
export function TenderParts({ tender }: { readonly tender: string }) {
  const say = useText();
  return (
    <nav className="j-parts" aria-label={say('parts')}>
      <ul>
        {parts.map(([part, path]) => (
          <li key={part}>
            <NavLink to={`/tenders/${tender}${path}`} end>
              {say(`part.${part}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
