import { useState } from 'react';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type KeptBid, readKept } from '../../shared/sealing/kept.ts';
import { useRead, useWrite } from '../api/queries.ts';
import { Facts, Notice, ProblemAlert, Section } from '../kit/blocks.tsx';
import { Moment } from '../kit/values.tsx';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';

interface CeremonyProps {
  readonly tender: Tender;
  /** What this browser kept of the bid. */
  readonly kept: KeptBid | undefined;
}

/** How the tender is opened by holders of shares (密钥仪式), and the bidder's remedy where too few of them came. */
export function CeremonyOfBid({ tender, kept }: CeremonyProps) {
  const say = useText();
  const { data } = useRead('GET /v1/tenders/{id}/ceremony', { path: { id: tender.id } }, { every: 60_000 });
  if (data === undefined) return null;
  const { threshold, holders, confirmed, sharesUntil, revealUntil, way, publicKey } = data;
  return (
    <Section title={say('ceremony')}>
      <p className="j-small">{say('ceremony.about', { holders, threshold })}</p>
      <Facts
        items={[
          [say('ceremony.key'), <code key="kid">{publicKey.kid}</code>],
          [say('ceremony.confirmed'), `${confirmed} / ${holders}`],
          [say('ceremony.sharesUntil'), sharesUntil === null ? undefined : <Moment key="until" at={sharesUntil} />],
          [say('ceremony.way'), way === null ? undefined : say(`ceremony.by.${way}`)],
        ]}
      />
      {revealUntil !== null && way === null && <Reveal tender={tender.id} kept={kept} until={revealUntil} />}
    </Section>
  );
}

function Reveal({
  tender,
  kept,
  until,
}: {
  readonly tender: string;
  readonly kept: KeptBid | undefined;
  readonly until: string;
}) {
  const say = useText();
  const [chosen, setChosen] = useState<KeptBid>();
  const [wrong, setWrong] = useState(false);
  const revealed = useRead('GET /v1/tenders/{id}/bid/reveal', { path: { id: tender } });
  const reveal = useWrite('PUT /v1/tenders/{id}/bid/reveal');
  const own = chosen ?? kept;
  const read = async (file: File | undefined) => {
    setWrong(false);
    if (file === undefined) return;
    try {
      const found = readKept(JSON.parse(await file.text()), 'unreadable');
      if (found.disclosed.tender !== tender) throw new DomainError('rule', 'bid-header-mismatch');
      setChosen(found);
    } catch {
      setWrong(true);
    }
  };
  const done = revealed.data ?? reveal.data;
  if (done !== undefined) {
    return (
      <Notice tone="good" title={say('reveal.done')}>
        <p>
          <Moment at={done.revealedAt} /> {say('reveal.doneAbout')}
        </p>
      </Notice>
    );
  }
  // Whether it did is known only once this is answered: by a 404 where it did not.
  if (revealed.isPending) return null;
  return (
    <Notice tone="warn" title={say('reveal')}>
      <p>
        {say('reveal.about')} <Moment at={until} />
      </p>
      {own === undefined && <p>{say('reveal.file')}</p>}
      <label className="j-button b-upload">
        {say('import.about')}
        <input
          type="file"
          accept=".json,application/json"
          className="j-hidden"
          onChange={({ target }) => void read(target.files?.[0])}
        />
      </label>
      {wrong && <p className="b-fault">{say('import.wrong')}</p>}
      <ProblemAlert error={reveal.error} />
      <button
        type="button"
        className="j-button j-button-primary"
        disabled={own === undefined || reveal.isPending}
        onClick={() =>
          own !== undefined && reveal.mutate({ path: { id: tender }, body: { disclosed: own.disclosed } as never })
        }
      >
        {say('reveal.send')}
      </button>
    </Notice>
  );
}
