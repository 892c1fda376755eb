import { useParams } from 'react-router';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Empty, Notice, PageFrame, Reading } from '../kit/blocks.tsx';
import { LeadCard } from './lead-card.tsx';
import { useText } from './text.ts';
import './supervision.css';

/** What of a tender is to be looked into, each with what it means and on what it stands (异常线索). */
export function Page() {
  const { led: id = '' } = useParams();
  const say = useText();
  const tender = useRead('GET /v1/tenders/{id}', { path: { id } });
  const opening = useRead('GET /v1/tenders/{id}/opening', { path: { id } });
  const leads = useRead('GET /v1/tenders/{id}/integrity-leads', { path: { id } });
  const names = new Map((opening.data?.bids ?? []).map(({ supplier, name }) => [supplier, name]));
  return (
    <PageFrame
      title={say('leads')}
      kicker={tender.data?.title}
      actions={<ButtonLink to={`/tenders/${id}/evaluation`}>{say('evaluation')}</ButtonLink>}
    >
      <Notice>{say('leads.about')}</Notice>
      <Reading of={leads}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('leads.noneFound')}>{say('leads.noneDetail')}</Empty>
          ) : (
            items.map((lead) => (
              <LeadCard
                key={`${lead.id} ${lead.lot} ${lead.suppliers.join()}`}
                lead={lead}
                lot={tender.data?.lots.find(({ id: lot }) => lot === lead.lot)?.title}
                nameOf={(supplier) => names.get(supplier) ?? supplier}
              />
            ))
          )
        }
      </Reading>
    </PageFrame>
  );
}
