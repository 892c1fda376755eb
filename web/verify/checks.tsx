import { Facts, Notice, Section } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { sayCode } from '../kit/texts-of.ts';
import type { Verification, WordedFinding } from './asked.ts';
import { useText } from './text.ts';
import type { Checked } from './verifier.ts';

/** In the order in which a tender goes. */
const topics = ['log', 'documents', 'freezing', 'receipts', 'bids', 'committee', 'result', 'own'] as const;

/** The answer of the verifier: the verdict, then every check with what it means and its evidence. */
export function Checks({ of }: { readonly of: Checked }) {
  return 'found' in of ? <Found found={of.found} /> : <Refused {...of} />;
}

function Refused({ code, places }: { readonly code: string; readonly places: readonly string[] }) {
  const say = useText();
  return (
    <Notice tone="bad" title={sayCode(say, 'problem', code)}>
      {places.length > 0 && (
        <ul>
          {places.slice(0, 10).map((place) => (
            <li key={place}>
              <code>{place}</code>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function Found({ found: { ok, findings: found, notes, tender } }: { readonly found: Verification }) {
  const say = useText();
  // A check may come several times, once for each result that was published.
  const findings = found.map((each, at) => ({ ...each, number: at + 1 }));
  const broken = findings.filter((each) => !each.ok);
  const known = new Set<string>(topics);
  const groups = [...topics, 'other'].map((topic) => ({
    topic,
    checks: findings.filter(({ about }) => (topic === 'other' ? !known.has(about) : about === topic)),
  }));
  return (
    <>
      <div className={ok ? 'v-verdict v-verdict-good' : 'v-verdict v-verdict-bad'} role="status">
        <p className="v-verdict-words">
          <Mark ok={ok} />
          {ok ? say('verdict.holds', { count: findings.length }) : say('verdict.broken', { count: broken.length })}
        </p>
        <p className="v-verdict-of">
          {tender.title} <code>{tender.id}</code>
        </p>
        {broken.length > 0 && (
          <ul className="v-checks">
            {broken.map((each) => (
              <Check key={each.number} finding={each} />
            ))}
          </ul>
        )}
        {notes.map((note) => (
          <p key={note} className="j-small">
            {sayCode(say, 'note', note)}
          </p>
        ))}
      </div>
      {groups
        .filter(({ checks }) => checks.length > 0)
        .map(({ topic, checks }) => (
          <Section key={topic} title={sayCode(say, 'topic', topic)} more={<Count checks={checks} />}>
            <ul className="v-checks">
              {checks.map((each) => (
                <Check key={each.number} finding={each} />
              ))}
            </ul>
          </Section>
        ))}
    </>
  );
}

function Count({ checks }: { readonly checks: readonly WordedFinding[] }) {
  const say = useText();
  const held = checks.filter(({ ok }) => ok).length;
  return <span className="j-small">{say('topic.held', { held, count: checks.length })}</span>;
}

function Check({ finding }: { readonly finding: WordedFinding }) {
  const say = useText();
  const language = useLanguage();
  const { code, ok, params } = finding;
  const { said, proves, limits } = finding[language];
  const evidence = Object.entries(params).filter(([, value]) => value !== '');
  return (
    <li className={ok ? 'v-check' : 'v-check v-check-broken'} data-code={code} data-ok={ok}>
      <Mark ok={ok} />
      <div>
        <p>{said}</p>
        <p className="j-small">{proves}</p>
        {limits !== undefined && <p className="j-small">{say('limits', { limits })}</p>}
        {evidence.length > 0 && (
          <details>
            <summary className="j-small">{say('evidence')}</summary>
            <Facts
              items={evidence.map(([name, value]) => [
                sayCode(say, 'evidence', name),
                <code key={name}>{name === 'regime' ? sayCode(say, 'regime', String(value)) : value}</code>,
              ])}
            />
          </details>
        )}
      </div>
    </li>
  );
}

function Mark({ ok }: { readonly ok: boolean }) {
  const say = useText();
  return (
    <span className={ok ? 'v-mark v-mark-good' : 'v-mark v-mark-bad'}>
      <span aria-hidden="true">{ok ? '✓' : '✗'}</span>
      <span className="j-hidden">{say(ok ? 'mark.holds' : 'mark.broken')}</span>
    </span>
  );
}
