import { useRead } from '../api/queries.ts';
import { Empty, Reading } from '../kit/blocks.tsx';
import { ChoiceField } from '../kit/fields.tsx';
import type { Registering } from './registering.ts';
import { useText } from './text.ts';

type Chosen = Pick<Registering, 'wishes' | 'vetoes'>;

interface WishesProps {
  readonly event: string;
  readonly firm: string;
  readonly typed: Chosen;
  readonly onChange: (changes: Chosen) => void;
}

/** Whom of those that come a firm would meet (想见) and would not (不见); nobody else reads it but the organiser. */
export function Wishes({ event: id, firm, typed: { wishes, vetoes }, onChange }: WishesProps) {
  const say = useText();
  const participants = useRead('GET /v1/matchmaking-events/{id}/participants', { path: { id } });
  const put = (other: string, choice: string) => {
    const without = (list: readonly string[]) => list.filter((each) => each !== other);
    onChange({
      wishes: choice === 'wish' ? [...without(wishes), other] : without(wishes),
      vetoes: choice === 'veto' ? [...without(vetoes), other] : without(vetoes),
    });
  };
  return (
    <Reading of={participants}>
      {({ items }) => {
        const others = items.filter((each) => each.firm.id !== firm);
        if (others.length === 0) return <Empty title={say('wishes.none')}>{say('wishes.noneDetail')}</Empty>;
        return (
          <div className="j-grid">
            {others.map(({ firm: { id: other, name } }) => (
              <ChoiceField
                key={other}
                label={name}
                none={say('wishes.either')}
                value={wishes.includes(other) ? 'wish' : vetoes.includes(other) ? 'veto' : ''}
                onChange={(choice) => put(other, choice)}
                choices={[
                  ['wish', say('wishes.wish')],
                  ['veto', say('wishes.veto')],
                ]}
              />
            ))}
          </div>
        );
      }}
    </Reading>
  );
}
