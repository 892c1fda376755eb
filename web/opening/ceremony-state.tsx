import { Table, Tag, type Tone } from '../kit/blocks.tsx';
import type { Opening } from './shapes.ts';
import { useText } from './text.ts';

type Ceremony = NonNullable<Opening['ceremony']>;
type Share = Ceremony['shares'][number];

const tones: Readonly<Record<Share['state'], Tone>> = {
  held: 'neutral',
  'handed-in': 'accent',
  right: 'good',
  wrong: 'bad',
};

/** Which shares of the key came, and which were the right ones (份额). */
export function CeremonyState({ ceremony: { shares } }: { readonly ceremony: Ceremony }) {
  const say = useText();
  const number = (share: Share) => shares.indexOf(share) + 1;
  return (
    <Table
      caption={say('ceremony.shares')}
      columns={[
        { title: say('ceremony.holder'), of: (share) => say('ceremony.number', { number: number(share) }) },
        { title: say('ceremony.key'), of: ({ kid }) => <code className="o-hash">{kid}</code> },
        { title: say('ceremony.confirmed'), of: ({ confirmed }) => say(confirmed ? 'yes' : 'no') },
        { title: say('ceremony.state'), of: ({ state }) => <Tag tone={tones[state]}>{say(`share.${state}`)}</Tag> },
      ]}
      items={shares}
      keyOf={({ holder }) => holder}
    />
  );
}
