import { Link } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, type Column, Section, Table } from '../kit/blocks.tsx';
import { useOwn } from '../kit/organisation.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { type Agreement, partyName } from './agreement.ts';
import { useText } from './text.ts';

type Competition = Agreement['competitions'][number];

/** Mini-competitions among the suppliers of an agreement (二次竞价), and what was called off by their awards. */
export function Competitions({ agreement }: { readonly agreement: Agreement }) {
  const say = useText();
  const own = useOwn();
  const { id, competitions, status, buyers, quoted } = agreement;
  const mayAsk = status === 'running' && quoted === undefined && buyers.some((each) => each.id === own);
  const columns: readonly Column<Competition>[] = [
    { title: say('competition'), of: (each) => <TenderLink competition={each} own={own} /> },
    { title: say('buyer'), of: ({ buyer }) => partyName(agreement, buyer) ?? '—' },
    { title: say('competition.requestedAt'), of: ({ requestedAt }) => <Moment at={requestedAt} /> },
    { title: say('competition.result'), of: (each) => <Result agreement={agreement} competition={each} /> },
  ];
  if (!mayAsk && competitions.length === 0) return null;
  return (
    <Section
      title={say('competitions')}
      more={mayAsk && <ButtonLink to={`/agreements/${id}/competition`}>{say('competition.ask')}</ButtonLink>}
    >
      {competitions.length === 0 ? (
        <p className="j-muted">{say('competitions.none')}</p>
      ) : (
        <Table caption={say('competitions')} columns={columns} items={competitions} keyOf={({ tender }) => tender} />
      )}
    </Section>
  );
}

/** The buyer goes on with its draft; others see the tender once it is published. */
function TenderLink({ competition: { tender, title, buyer }, own }: { competition: Competition; own: string }) {
  const { data } = useRead('GET /v1/tenders/{id}', { path: { id: tender } });
  if (data === undefined) return <>{title}</>;
  const work = data.status === 'draft' ? `/procuring/drafts/${tender}` : `/procuring/tenders/${tender}`;
  return <Link to={buyer === own ? work : `/tenders/${tender}`}>{title}</Link>;
}

function Result({ agreement, competition: { settled } }: { agreement: Agreement; competition: Competition }) {
  const say = useText();
  if (settled === undefined) return <>{say('competition.running')}</>;
  return (
    <ul className="c-list">
      {settled.callOffs.map((callOff) => (
        <li key={callOff}>
          <Link to={`/call-offs/${callOff}`}>{say('competition.callOff')}</Link>
        </li>
      ))}
      {settled.unplaced.map(({ lot, supplier, item, reason, left }) => (
        <li key={`${lot} ${supplier} ${item}`}>
          {say('competition.unplaced', { supplier: partyName(agreement, supplier) ?? '' })}{' '}
          {sayCode(say, 'unplaced', reason)}
          {left !== undefined && ` · ${say('left')} ${left}`}
        </li>
      ))}
    </ul>
  );
}
