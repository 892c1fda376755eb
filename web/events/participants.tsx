import { useRead } from '../api/queries.ts';
import { type Column, Reading, Section, Table } from '../kit/blocks.tsx';
import { useSubjectWords } from '../kit/subject.ts';
import type { Firm } from './event.tsx';
import { useText } from './text.ts';

interface Participant {
  readonly firm: Firm;
  readonly subjects: readonly string[];
}

/** Who comes (参会名单): firms by name and what their posts are of, for those that come. */
export function Participants({ event: id }: { readonly event: string }) {
  const say = useText();
  const nameOf = useSubjectWords();
  const participants = useRead('GET /v1/matchmaking-events/{id}/participants', { path: { id } });
  const columns: readonly Column<Participant>[] = [
    { title: say('firm'), of: ({ firm }) => firm.name },
    { title: say('brings'), of: ({ subjects }) => subjects.map(nameOf).join(say('and')) || '—' },
  ];
  return (
    <Section title={say('participants')}>
      <Reading of={participants}>
        {({ items }) => (
          <Table caption={say('participants')} columns={columns} items={items} keyOf={({ firm }) => firm.id} />
        )}
      </Reading>
    </Section>
  );
}
