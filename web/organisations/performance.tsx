import { useRead } from '../api/queries.ts';
import { Reading, Section, Table } from '../kit/blocks.tsx';
import { useText } from './text.ts';

/** The record of performance (履约记录) that weighs in matches: its parts, their weights, how many facts each has. */
export function Performance({ organisation }: { readonly organisation: string }) {
  const say = useText();
  const record = useRead('GET /v1/organisations/{id}/record', { path: { id: organisation } });
  return (
    <Section title={say('record')}>
      <p className="j-small">{say('record.about')}</p>
      <Reading of={record}>
        {(it) => (
          <>
            <p>{it.record === null ? say('record.none') : say('record.shown', { score: it.record.shown })}</p>
            <Table
              caption={say('record')}
              columns={[
                { title: say('record.part'), of: ({ part }) => say(`part.${part}`) },
                { title: say('record.weight'), figure: true, of: ({ weight }) => weight },
                { title: say('record.score'), figure: true, of: ({ score }) => score.shown },
                { title: say('record.count'), figure: true, of: ({ count }) => String(count) },
              ]}
              items={it.parts}
              keyOf={({ part }) => part}
            />
          </>
        )}
      </Reading>
    </Section>
  );
}
