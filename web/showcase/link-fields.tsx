import { ChoiceField, TextField } from '../kit/fields.tsx';
import type { Link } from './session.tsx';
import { useText } from './text.ts';

const services = [
  'douyin',
  'kuaishou',
  'wechat-channels',
  'taobao-live',
  'bilibili',
  'tencent-meeting',
  'other',
] as const;

interface LinkFieldsProps {
  readonly pointer: string;
  readonly links: readonly Link[];
  readonly onChange: (links: readonly Link[]) => void;
}

/** Addresses at which something is to be seen, each at the service that it names. */
export function LinkFields({ pointer, links, onChange }: LinkFieldsProps) {
  const say = useText();
  const put = (at: number, changes: Partial<Link>) =>
    onChange(links.map((each, place) => (place === at ? { ...each, ...changes } : each)));
  return (
    <>
      {links.map(({ service, url }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a link is its place in the list
        <div key={at} className="s-link">
          <ChoiceField
            label={say('link.service', { number: at + 1 })}
            pointer={`${pointer}/${at}/service`}
            value={service}
            onChange={(next) => put(at, { service: next })}
            choices={services.map((each) => [each, say(`service.${each}`)])}
          />
          <TextField
            label={say('link.url')}
            pointer={`${pointer}/${at}/url`}
            placeholder="https://"
            maxLength={500}
            required
            value={url}
            onChange={(next) => put(at, { url: next })}
          />
          <button
            type="button"
            className="j-button"
            aria-label={say('link.removeNumber', { number: at + 1 })}
            onClick={() => onChange(links.filter((_, place) => place !== at))}
          >
            {say('remove')}
          </button>
        </div>
      ))}
      <p>
        <button type="button" className="j-button" onClick={() => onChange([...links, { service: 'douyin', url: '' }])}>
          {say('link.add')}
        </button>
      </p>
    </>
  );
}
