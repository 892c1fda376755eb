import type { Answer } from '../api/client.ts';
import { Facts, Notice, Section, Table, Tag, type Tone } from '../kit/blocks.tsx';
import { Day, Division, Moment } from '../kit/values.tsx';
import { useText } from './text.ts';

export type Organisation = Answer<'GET /v1/organisations/{id}'>;

const tones: Readonly<Record<Organisation['status'], Tone>> = { pending: 'warn', verified: 'good', rejected: 'bad' };

export function Status({ of }: { readonly of: Organisation['status'] }) {
  const say = useText();
  return <Tag tone={tones[of]}>{say(`status.${of}`)}</Tag>;
}

/** What is known of an organisation (单位信息). */
export function OrganisationFacts({ of }: { readonly of: Organisation }) {
  const say = useText();
  const { uscc, kinds, division, sizeClass, contact, warnings = [], registeredAt, affiliates = [] } = of;
  return (
    <Section title={say('facts')}>
      {warnings.length > 0 && (
        <Notice tone="warn" title={say('warning')}>
          <p>{say('warning.about')}</p>
        </Notice>
      )}
      <Facts
        items={[
          [say('uscc'), <code key="uscc">{uscc}</code>],
          [say('kinds'), kinds.map((each) => say(`kind.${each}`)).join(' · ')],
          [say('division'), <Division key="division" code={division} />],
          [say('size'), sizeClass && say(`size.${sizeClass}`)],
          [say('contact.name'), contact?.name],
          [say('contact.phone'), contact?.phone],
          [say('contact.email'), contact?.email],
          [say('affiliates'), affiliates.length > 0 ? <code key="affiliates">{affiliates.join(' ')}</code> : undefined],
          [say('registeredAt'), registeredAt && <Moment key="registered" at={registeredAt} />],
        ]}
      />
    </Section>
  );
}

/** Certificates (证书) as they were entered. */
export function Certificates({ of: { certificates } }: { readonly of: Organisation }) {
  const say = useText();
  if (certificates.length === 0) return <p className="j-muted">{say('certificates.none')}</p>;
  return (
    <Table
      caption={say('certificates')}
      columns={[
        { title: say('certificate.type'), of: ({ type }) => type },
        { title: say('certificate.number'), of: ({ number }) => number },
        { title: say('certificate.issuer'), of: ({ issuer }) => issuer },
        {
          title: say('certificate.valid'),
          of: ({ validFrom, validTo }) => (
            <>
              <Day at={validFrom} />–<Day at={validTo} />
            </>
          ),
        },
      ]}
      items={certificates}
      keyOf={({ type, number }) => `${type} ${number}`}
    />
  );
}
