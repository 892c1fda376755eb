import type { ReactNode } from 'react';
import { Facts, Section, Tag } from '../kit/blocks.tsx';
import { grouped } from '../kit/format.ts';
import { useLanguage } from '../kit/language.ts';
import { sayCode } from '../kit/texts-of.ts';
import { Amount, Cited, Moment } from '../kit/values.tsx';
import type { Lead } from './model.ts';
import { useText } from './text.ts';

interface LeadCardProps {
  readonly lead: Lead;
  readonly lot: string | undefined;
  readonly nameOf: (supplier: string) => string;
}

const amounts = ['price', 'lowest', 'winning', 'next'];

/** One lead: its definition as it is published, whom it is of, and the figures that it stands on. */
export function LeadCard({ lead: { id, suppliers, evidence, definition }, lot, nameOf }: LeadCardProps) {
  const say = useText();
  const language = useLanguage();
  const shown = (name: string, value: string): ReactNode => {
    if (amounts.includes(name)) return <Amount value={{ amount: value, currency: 'CNY' }} exact />;
    if (name === 'prices') return value.split(', ').map(grouped).join(' · ');
    if (name === 'receivedAt' || name === 'deadline') return <Moment at={value} />;
    return name === 'winner' ? nameOf(value) : <span className="w-code">{value}</span>;
  };
  const known = Object.entries(evidence).map(
    ([name, value]) =>
      [
        suppliers.includes(name) ? nameOf(name) : sayCode(say, 'evidence', name),
        <span key={name}>{shown(name, value)}</span>,
      ] as const,
  );
  const { parameters = {}, source, verified } = definition;
  return (
    <Section title={definition.title[language]} more={/^R\d/.test(id) && <Tag>{id}</Tag>}>
      <p>{definition.text[language]}</p>
      <Facts
        items={[
          [say('lot'), lot ?? say('lead.whole')],
          [say('lead.suppliers'), suppliers.map(nameOf).join(language === 'zh' ? '、' : ', ')],
          ...known,
        ]}
      />
      <p className="j-small">
        {say('lead.source')} <Cited of={source} />
        {!verified && ` · ${say('lead.unverified')}`}
        {Object.entries(parameters).map(([name, value]) => ` · ${sayCode(say, 'parameter', name)} ${value}`)}
      </p>
    </Section>
  );
}
