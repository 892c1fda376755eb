import type { ReactNode } from 'react';
import type { Answer } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useRead } from '../../api/queries.ts';
import { Facts, Notice, Reading, Section, Table, Tag, type Tone } from '../blocks.tsx';
import { grouped, percent } from '../format.ts';
import { useLanguage } from '../language.ts';
import { sayCode } from '../texts-of.ts';
import { Moment } from '../values.tsx';
import { AllocationOfLot } from './allocation-lot.tsx';
import type { Tender } from './places.ts';
import { useText } from './text.ts';

type Evaluation = Answer<'GET /v1/tenders/{id}/evaluation'>;
type Group = Answer<'GET /v1/tenders/{id}/allocation'>['groups'][number];

const tones: Readonly<Record<Group['status'], Tone>> = {
  optimal: 'good',
  'best-found': 'warn',
  'winner-takes-all': 'warn',
  infeasible: 'bad',
};

interface StoryProps {
  readonly tender: Tender;
  readonly evaluation: Evaluation;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Who got what at the least delivered cost, how good that is, and what each condition costs (优化授标). */
export function AllocationStory({ tender, evaluation, children }: StoryProps) {
  const say = useText();
  const allocation = useRead('GET /v1/tenders/{id}/allocation', { path: { id: tender.id } });
  const none = allocation.error instanceof ApiProblem && allocation.error.status === 404;
  const nameOf = (supplier: string): string =>
    evaluation.lots.flatMap(({ bids }) => bids).find((bid) => bid.supplier === supplier)?.name ?? supplier;
  return (
    <Section title={say('allocated')}>
      <p>{say('allocated.says')}</p>
      {children}
      {none ? (
        <Notice>{say('allocated.none')}</Notice>
      ) : (
        <Reading of={allocation}>
          {({ groups, recordedAt, solver, problem, outcome }) => (
            <>
              {groups.map((group) => (
                <GroupStory
                  key={group.lots.map(({ lot }) => lot).join()}
                  tender={tender}
                  group={group}
                  nameOf={nameOf}
                />
              ))}
              <Facts
                items={[
                  [say('allocated.recordedAt'), <Moment key="at" at={recordedAt} />],
                  [say('allocated.solver'), solver],
                  [say('allocated.problem'), <code key="problem">{problem}</code>],
                  [say('allocated.outcome'), <code key="outcome">{outcome}</code>],
                ]}
              />
            </>
          )}
        </Reading>
      )}
    </Section>
  );
}

interface GroupProps {
  readonly tender: Tender;
  readonly group: Group;
  nameOf(supplier: string): string;
}

function GroupStory({ tender, group, nameOf }: GroupProps) {
  const say = useText();
  const language = useLanguage();
  const { status, cost, bound, gap, story, secondBest, conflicts, lots } = group;
  const lotTitle = (id: string) => tender.lots.find((lot) => lot.id === id)?.title ?? id;
  return (
    <>
      <p>
        <strong>{lots.map(({ lot }) => lotTitle(lot)).join(say('comma'))}</strong>{' '}
        <Tag tone={tones[status]}>{say(`solved.${status}`)}</Tag>
      </p>
      <Facts
        items={[
          [say('cost'), cost && `${grouped(cost.shown)}`],
          [say('bound'), bound && `${grouped(bound.shown)}`],
          [say('gap'), gap === undefined ? undefined : percent(gap)],
          [say('nodes'), group.nodes],
        ]}
      />
      {conflicts.length > 0 && (
        <Notice tone="bad" title={say('conflicts')}>
          <ul>
            {conflicts.map(({ code, lot, text }) => (
              <li key={code + lot}>{text[language]}</li>
            ))}
          </ul>
        </Notice>
      )}
      {lots.map((lot) => (
        <div key={lot.lot} className="a-lot">
          {lots.length > 1 && <h3>{lotTitle(lot.lot)}</h3>}
          <AllocationOfLot tender={tender} lot={lot} nameOf={nameOf} />
        </div>
      ))}
      {story.length > 0 && <p className="j-small">{say('story.about')}</p>}
      {story.length > 0 && (
        <Table
          caption={say('story')}
          columns={[
            { title: say('story.without'), of: ({ without }) => sayCode(say, 'constraint', without) },
            { title: say('cost'), of: (it) => (it.cost === undefined ? '—' : grouped(it.cost.shown)), figure: true },
            {
              title: say('story.difference'),
              of: (it) => (it.difference === undefined ? '—' : grouped(it.difference.shown)),
              figure: true,
            },
            { title: say('story.status'), of: (it) => sayCode(say, 'solved', it.status) },
          ]}
          items={story}
          keyOf={({ without }) => without}
        />
      )}
      {secondBest?.cost !== undefined && (
        <Notice title={say('second')}>
          <p>
            {say('second.detail', {
              cost: grouped(secondBest.cost.shown),
              more: grouped(secondBest.difference?.shown ?? '0'),
            })}
          </p>
          <ul>
            {secondBest.winners.map(({ lot, suppliers }) => (
              <li key={lot}>
                {lotTitle(lot)} — {suppliers.map(nameOf).join(say('comma'))}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
