import { Link } from 'react-router';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { type Column, Empty, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { useSubjectWords } from '../kit/subject.ts';
import { useText } from './text.ts';

type Proposal = Answer<'GET /v1/matchmaking-events/{id}/proposals'>['items'][number];

/** Whom a firm may meet (拟对接企业), by the market's matches and its wishes; the organiser names the firm. */
export function Proposals({ event: id, firm }: { readonly event: string; readonly firm?: string }) {
  const say = useText();
  const nameOf = useSubjectWords();
  const proposals = useRead('GET /v1/matchmaking-events/{id}/proposals', {
    path: { id },
    query: firm === undefined ? {} : { firm },
  });
  const columns: readonly Column<Proposal>[] = [
    {
      title: say('firm'),
      of: ({ counterpart, wished }) => (
        <>
          {counterpart.name} {wished && <Tag tone="good">{say('wished')}</Tag>}
        </>
      ),
    },
    {
      title: say('matched'),
      of: ({ reasons }) =>
        reasons.length === 0
          ? '—'
          : reasons.map(({ subject, theirPost, score }) => (
              <span key={theirPost} className="e-sub">
                <Link to={`/market/posts/${theirPost}`}>{nameOf(subject)}</Link>
                {score !== undefined && ` · ${say('score.of', { score })}`}
              </span>
            )),
    },
    { title: say('score'), figure: true, of: ({ score }) => score ?? '—' },
  ];
  return (
    <Section title={say('proposals')}>
      <p className="j-small">{say('proposals.about')}</p>
      <Reading of={proposals}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('proposals.none')}>{say('proposals.noneDetail')}</Empty>
          ) : (
            <Table
              caption={say('proposals')}
              columns={columns}
              items={items}
              keyOf={({ counterpart }) => counterpart.id}
            />
          )
        }
      </Reading>
    </Section>
  );
}
