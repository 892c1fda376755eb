import { useParams } from 'react-router';
import { hashJson } from '../../shared/sealing/hash.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, type Column, PageFrame, Reading, Section, Table, Tag } from '../kit/blocks.tsx';
import { OrganisationName } from '../kit/organisation.tsx';
import { Locked } from './locked.tsx';
import type { Round } from './round.ts';
import { RoundFacts } from './round-page.tsx';
import { useText } from './text.ts';
import './joint.css';

/** What everyone may know of a locked round (联合报量公示): the sums of its lots, what was signed, and the hash of the whole. */
export function Page() {
  const { lockedRound: id = '' } = useParams();
  const round = useRead('GET /v1/demand-rounds/{id}', { path: { id } });
  return <Reading of={round}>{(it) => <Whole round={it} />}</Reading>;
}

type Signed = NonNullable<Round['locked']>['signed'][number];

function Whole({ round }: { readonly round: Round }) {
  const say = useText();
  const { locked } = round;
  const columns: readonly Column<Signed>[] = [
    { title: say('unit'), of: ({ participant }) => <OrganisationName id={participant} /> },
    { title: say('public.unitHash'), of: ({ hash }) => <code className="r-hash">{hash}</code> },
  ];
  return (
    <PageFrame
      kicker={round.lead.name}
      title={round.title}
      actions={
        round.participants !== undefined && <ButtonLink to={`/rounds/${round.id}`}>{say('public.toOwn')}</ButtonLink>
      }
    >
      <RoundFacts round={round} />
      {locked !== undefined && (
        <>
          <Locked round={round} locked={locked} />
          <Section title={say('public.signed')}>
            <p className="j-small">{say('public.signedAbout')}</p>
            <Table
              caption={say('public.signed')}
              columns={columns}
              items={locked.signed}
              keyOf={({ participant }) => participant}
            />
            <Checked round={round} locked={locked} />
          </Section>
        </>
      )}
    </PageFrame>
  );
}

/** The hash of the whole made again here, of the members that the documentation names. */
function Checked({ round, locked }: { readonly round: Round; readonly locked: NonNullable<Round['locked']> }) {
  const say = useText();
  const { hash, ...whole } = locked;
  const { id, category, deliveryWindow, zones } = round;
  const same = hash === hashJson({ round: id, category, deliveryWindow, zones: zones ?? null, ...whole });
  return (
    <p>
      {say('public.check')}
      <Tag tone={same ? 'good' : 'bad'}>{say(same ? 'public.same' : 'public.differs')}</Tag>
    </p>
  );
}
