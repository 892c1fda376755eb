import type { ReactNode } from 'react';
import { Tag } from '../kit/blocks.tsx';
import { Cited, Deadline, Moment } from '../kit/values.tsx';
import { useText } from './text.ts';

interface FiledProps {
  readonly title: ReactNode;
  readonly text: string | undefined;
  readonly by: string | undefined;
  readonly filedAt: string;
  readonly children: ReactNode;
}

/** Something that was filed in writing, and what became of it. */
export function Filed({ title, text, by, filedAt, children }: FiledProps) {
  const say = useText();
  return (
    <li className="w-filed">
      <h3>{title}</h3>
      <p className="w-prose">{text}</p>
      <p className="j-small">
        {by ?? say('unnamed')} · <Moment at={filedAt} />
      </p>
      {children}
    </li>
  );
}

interface DueProps {
  readonly words: string;
  readonly at: string;
  readonly article: string;
  readonly late: boolean;
}

/** Until when something is to be answered or decided, and by which article. */
export function Due({ words, at, article, late }: DueProps) {
  const say = useText();
  return (
    <p>
      <Tag tone={late ? 'bad' : 'warn'}>{late ? say('late') : words}</Tag> <Deadline at={at} />{' '}
      <span className="j-small">
        <Cited of={article} />
      </span>
    </p>
  );
}
