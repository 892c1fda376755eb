import { type Column, Section, Table } from '../kit/blocks.tsx';
import { Exact } from '../kit/exact.tsx';
import type { Lot, Round } from './round.ts';
import { useText } from './text.ts';

interface LockedProps {
  readonly round: Round;
  readonly locked: NonNullable<Round['locked']>;
}

/** The sums of a locked round by lot (锁定汇总), under one hash. */
export function Locked({ round, locked }: LockedProps) {
  const say = useText();
  return (
    <Section
      title={say('locked')}
      more={<span className="j-small">{say('locked.version', { version: locked.version })}</span>}
    >
      <LotSums caption={round.title} lots={locked.lots} />
      <p>
        {say('locked.hash')}
        <br />
        <code className="r-hash">{locked.hash}</code>
      </p>
    </Section>
  );
}

export function LotSums({ caption, lots }: { readonly caption: string; readonly lots: readonly Lot[] }) {
  const say = useText();
  const columns: readonly Column<Lot>[] = [
    { title: say('lot'), of: ({ title }) => title },
    { title: say('lot.lines'), of: ({ lines }) => lines, figure: true },
    { title: say('lot.total'), of: ({ sums }) => <Sums sums={sums} of="total" />, figure: true },
    { title: say('lot.committed'), of: ({ sums }) => <Sums sums={sums} of="committed" />, figure: true },
  ];
  return <Table caption={caption} columns={columns} items={lots} keyOf={({ id }) => id} />;
}

function Sums({ sums, of }: { readonly sums: Lot['sums']; readonly of: 'total' | 'committed' }) {
  return (
    <span>
      {sums.map((sum) => (
        <span key={`${sum.unit}/${sum.basis}`} className="r-where">
          <Exact exact={sum[of]} unit={sum.unit} basis={sum.basis} />
        </span>
      ))}
    </span>
  );
}
