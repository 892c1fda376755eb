import type { ReactNode } from 'react';
import { ButtonLink, Notice, Section, Table, Tag } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Amount, Cited, Moment } from '../kit/values.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';

type Award = NonNullable<Tender['awards']>[number];
type Candidate = NonNullable<Tender['candidates']>[number]['candidates'][number];

/** What came of a tender (结果): an award lot by lot, the candidates before it, or why there is none. */
export function Result({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { id, reserves = [], dropped = [], failure, cancellation } = tender;
  return (
    <>
      {cancellation !== undefined && (
        <Notice tone="bad" title={say('cancelled')}>
          <p>{cancellation.reason}</p>
          <p className="j-small">
            <Moment at={cancellation.at} />
          </p>
        </Notice>
      )}
      {failure !== undefined && (
        <Notice tone="bad" title={say('failed')}>
          <p>{failure.why ?? sayCode(say, 'failure', failure.reason)}</p>
          <p className="j-small">
            <Cited of={failure.article} />
          </p>
        </Notice>
      )}
      <Awards tender={tender} />
      <Candidates
        tender={tender}
        more={<ButtonLink to={`/tenders/${id}/evaluation`}>{say('candidates.why')}</ButtonLink>}
      />
      {reserves.length > 0 && (
        <Section title={say('reserves')}>
          {reserves.map(({ lot, candidates: list }) => (
            <Ranked key={lot} title={lotTitle(tender, lot)} list={list} />
          ))}
        </Section>
      )}
      {dropped.length > 0 && (
        <Section title={say('dropped')}>
          <ul>
            {dropped.map(({ lot, supplier, ground }) => (
              <li key={lot + supplier}>
                {lotTitle(tender, lot)} · {nameOf(tender, supplier)} — {sayCode(say, 'ground', ground)}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** Who stands first, second and third, and until when one may object (中标候选人公示). */
export function Candidates({ tender, more }: { readonly tender: Tender; readonly more?: ReactNode }) {
  const say = useText();
  if (tender.candidates === undefined) return null;
  return (
    <Section title={say('candidates')} more={more}>
      <Standstill tender={tender} />
      {tender.candidates.map(({ lot, candidates: list }) => (
        <Ranked key={lot} title={lotTitle(tender, lot)} list={list} />
      ))}
    </Section>
  );
}

const lotTitle = ({ lots }: Tender, id: string): string => lots.find((lot) => lot.id === id)?.title ?? '';
const nameOf = ({ candidates = [] }: Tender, supplier: string): string =>
  candidates.flatMap((lot) => lot.candidates).find((each) => each.supplier === supplier)?.name ?? '';

function Standstill({
  tender: { status, standstillUntil, objectionsUntil, standstillProvisional },
}: {
  tender: Tender;
}) {
  const say = useText();
  if (standstillUntil === undefined) return null;
  return (
    <p>
      {say('standstill')} <Moment at={standstillUntil} />
      {objectionsUntil !== undefined && (
        <>
          {' · '}
          {say('objectionsUntil')} <Moment at={objectionsUntil} />
        </>
      )}
      {standstillProvisional && <span className="j-small"> {say('timeline.provisional')}</span>}{' '}
      {status === 'standstill' && <Tag tone="warn">{say('standstill.now')}</Tag>}
    </p>
  );
}

function Ranked({ title, list }: { readonly title: string; readonly list: readonly Candidate[] }) {
  const say = useText();
  const tied = list.find(({ tieReason }) => tieReason !== undefined && tieReason !== '')?.tieReason;
  return (
    <>
      <h3>{title}</h3>
      <Table<Candidate>
        caption={title}
        columns={[
          { title: say('candidate'), of: ({ name }) => name },
          { title: say('candidate.rank'), of: ({ rank }) => say('candidate.place', { rank }) },
          { title: say('uscc'), of: ({ uscc }) => uscc },
          { title: say('candidate.price'), of: ({ price }) => <Amount value={price} exact words />, figure: true },
        ]}
        items={list}
        keyOf={({ supplier }) => supplier}
      />
      {tied !== undefined && <p>{say('tied', { reason: tied })}</p>}
    </>
  );
}

/** Who won which lot at what amount (中标结果). */
export function Awards({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { awards, unawarded = [] } = tender;
  if (awards === undefined) return null;
  const shared = awards.some(({ share }) => share !== undefined);
  return (
    <Section title={say('awards')}>
      <Table<Award>
        caption={say('awards')}
        columns={[
          { title: say('award.lot'), of: ({ lot }) => lotTitle(tender, lot) },
          {
            title: say('award.winner'),
            of: ({ name, uscc }) => (
              <>
                {name}
                <br />
                <span className="j-small">{uscc}</span>
              </>
            ),
          },
          ...(shared
            ? [{ title: say('award.share'), of: ({ share, rank }: Award) => `${rank ?? ''} · ${share ?? ''}` }]
            : []),
          { title: say('award.amount'), of: ({ amount }) => <Amount value={amount} exact words />, figure: true },
        ]}
        items={awards}
        keyOf={({ lot, supplier }) => lot + supplier}
      />
      {unawarded.length > 0 && (
        <p>{say('unawarded', { lots: unawarded.map((lot) => lotTitle(tender, lot)).join(say('comma')) })}</p>
      )}
    </Section>
  );
}
