import { ButtonLink, type Column, Facts, Section, Table } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import type { Committee } from './model.ts';
import { useText } from './text.ts';

type Draw = NonNullable<Committee['draw']>;
type Recused = NonNullable<Draw['recused']>[number];

interface DrawProofProps {
  readonly tender: string;
  readonly draw: Draw;
  readonly seats: Committee['seats'];
}

/** What a draw follows from, and who was passed over (抽取证明): whoever has it may do the draw again. */
export function DrawProof({ tender, draw, seats }: DrawProofProps) {
  const say = useText();
  const { list, commitments, values, seed, eligible, recused = [] } = draw;
  const code = (text: string | undefined) => (text === undefined ? undefined : <code className="g-code">{text}</code>);
  const columns: readonly Column<Recused>[] = [
    { title: say('draw.expert'), of: ({ id }) => seats.find((seat) => seat.id === id)?.name ?? code(id) },
    { title: say('recusal.ground'), of: ({ ground }) => sayCode(say, 'ground', ground) },
  ];
  return (
    <Section title={say('draw.proof')}>
      <p className="j-muted">{say(values === undefined ? 'draw.proofLater' : 'draw.proofAbout')}</p>
      <Facts
        items={[
          [say('draw.list'), code(list)],
          [say('draw.eligible'), eligible && say('draw.people', { count: eligible.length })],
          [say('draw.commitment.buyer'), code(commitments.buyer)],
          [say('draw.commitment.supervisor'), code(commitments.supervisor)],
          [say('draw.value.buyer'), code(values?.buyer)],
          [say('draw.value.supervisor'), code(values?.supervisor)],
          [say('draw.seed'), code(seed)],
        ]}
      />
      {recused.length > 0 && (
        <>
          <h3>{say('draw.recused')}</h3>
          <Table caption={say('draw.recused')} columns={columns} items={recused} keyOf={({ id }) => id} />
        </>
      )}
      {values !== undefined && (
        <p className="j-actions">
          <ButtonLink to={`/tenders/${tender}/verification`}>{say('draw.verify')}</ButtonLink>
        </p>
      )}
    </Section>
  );
}
