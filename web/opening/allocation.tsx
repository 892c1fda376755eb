import { ApiProblem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Facts, Notice, Reading, Section, Table, Tag, type Tone } from '../kit/blocks.tsx';
import { grouped, percent } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Moment } from '../kit/values.tsx';
import { AllocationMap } from './allocation-map.tsx';
import type { Allocation, Evaluation, Tender } from './shapes.ts';
import { useText } from './text.ts';

type Group = Allocation['groups'][number];

const tones: Readonly<Record<Group['status'], Tone>> = {
  optimal: 'good',
  'best-found': 'warn',
  'winner-takes-all': 'warn',
  infeasible: 'bad',
};

interface StoryProps {
  readonly tender: Tender;
  readonly evaluation: Evaluation;
}

/** Who got what at the least delivered cost, how good that is, and what each condition costs (优化授标). */
export function AllocationStory({ tender, evaluation }: StoryProps) {
  const say = useText();
  const allocation = useRead('GET /v1/tenders/{id}/allocation', { path: { id: tender.id } });
  const none = allocation.error instanceof ApiProblem && allocation.error.status === 404;
  const nameOf = (supplier: string): string =>
    evaluation.lots.flatMap(({ bids }) => bids).find((bid) => bid.supplier === supplier)?.name ?? supplier;
  return (
    <Section title={say('allocation')}>
      <p>{say('allocation.says')}</p>
      {none ? (
        <Notice>{say('allocation.none')}</Notice>
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
                  [say('allocation.recordedAt'), <Moment key="at" at={recordedAt} />],
                  [say('allocation.solver'), solver],
                  [say('allocation.problem'), <code key="problem">{problem}</code>],
                  [say('allocation.outcome'), <code key="outcome">{outcome}</code>],
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
        <AllocationMap key={lot.lot} tender={tender} lot={lot} nameOf={nameOf} />
      ))}
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
