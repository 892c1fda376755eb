import { type Column, Empty, Section, Table, Tag } from '../kit/blocks.tsx';
import { useLanguage } from '../kit/language.ts';
import { Day } from '../kit/values.tsx';
import { type Product, useCategory } from './goods.ts';
import { useText } from './text.ts';

type Certificate = NonNullable<Product['certificates']>[number];

interface CertificatesProps {
  readonly category: string;
  readonly certificates: readonly Certificate[];
}

/** Documents that go with the goods (证书), by the names that the category gives them. */
export function Certificates({ category, certificates }: CertificatesProps) {
  const say = useText();
  const language = useLanguage();
  const known = useCategory(category)?.certificates ?? [];
  const columns: readonly Column<Certificate>[] = [
    {
      title: say('certificate.type'),
      of: ({ type }) => known.find((each) => each.type === type)?.label[language] ?? type,
    },
    { title: say('certificate.number'), of: ({ number }) => number },
    { title: say('certificate.issuer'), of: ({ issuer }) => issuer ?? '—' },
    {
      title: say('validTo'),
      of: ({ validTo, expired }) => (
        <div>
          {validTo === undefined ? say('certificate.open') : <Day at={validTo} />}{' '}
          {expired && <Tag tone="bad">{say('certificate.expired')}</Tag>}
        </div>
      ),
    },
  ];
  return (
    <Section title={say('certificates')}>
      {certificates.length === 0 ? (
        <Empty title={say('certificates.none')}>
          <p>{say('certificates.noneDetail')}</p>
        </Empty>
      ) : (
        <Table
          caption={say('certificates')}
          columns={columns}
          items={certificates}
          keyOf={({ type, number }) => type + number}
        />
      )}
    </Section>
  );
}
