import { Section, Tag } from '../kit/blocks.tsx';
import { Day, Moment } from '../kit/values.tsx';
import { type Agreement, partyName } from './agreement.ts';
import { useText } from './text.ts';

/** What was changed of an agreement since its award (协议变动): reserves, roll-over, its end, revisions that came too late. */
export function Happened({ agreement }: { readonly agreement: Agreement }) {
  const say = useText();
  const { activations, rolledOver, closed, setAside, lots } = agreement;
  if (activations.length + setAside.length === 0 && rolledOver === undefined && closed === undefined) return null;
  const lotTitle = (id: string) => lots.find((lot) => lot.id === id)?.title ?? '';
  return (
    <Section title={say('happened')}>
      <ul className="c-happened">
        {activations.map(({ lot, from, to, reason, activatedAt, moving }) => (
          <li key={`${lot} ${from} ${to}`}>
            <Moment at={activatedAt} />{' '}
            {say('happened.activated', {
              lot: lotTitle(lot),
              from: partyName(agreement, from) ?? '',
              to: partyName(agreement, to) ?? '',
            })}{' '}
            {moving && <Tag tone="warn">{say('happened.moving')}</Tag>}
            <span className="c-under j-small">{reason}</span>
          </li>
        ))}
        {setAside.map(({ revision, at }) => (
          <li key={revision}>
            <Moment at={at} /> {say('happened.setAside', { revision })}
          </li>
        ))}
        {rolledOver !== undefined && (
          <li>
            {say('happened.rolledOver')} <Day at={rolledOver.until} />
            <span className="c-under j-small">{rolledOver.reason}</span>
          </li>
        )}
        {closed !== undefined && (
          <li>
            <Moment at={closed.at} />{' '}
            {say(agreement.status === 'terminated' ? 'happened.terminated' : 'happened.ended')}
            {closed.why !== undefined && <span className="c-under j-small">{closed.why}</span>}
          </li>
        )}
      </ul>
    </Section>
  );
}
