import { leafHash, verifyInclusion } from '../../shared/sealing/tree.ts';
import type { Answer } from '../api/client.ts';
import { useRead } from '../api/queries.ts';
import { ButtonLink, Facts, Notice, Section } from '../kit/blocks.tsx';
import { sayCode } from '../kit/texts-of.ts';
import { Amount, Moment } from '../kit/values.tsx';
import { useOwnReceipt } from './keeping.ts';
import type { Tender } from './tender.ts';
import { useText } from './text.ts';
import { useBidder } from './work.ts';

type Opening = Answer<'GET /v1/tenders/{id}/opening'>;
type Proof = Answer<'GET /v1/tenders/{id}/opening/proof'>;

/** What became of one's own bid (开标与结果): that it was counted, as checked in this page, what was read, who won. */
export function Outcome({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { organisation } = useBidder();
  const over = !['published', 'opening', 'cancelled'].includes(tender.status);
  const path = { id: tender.id };
  const opening = useRead('GET /v1/tenders/{id}/opening', { path }, { enabled: over });
  const { data: signed } = useOwnReceipt(tender.id);
  const bid = signed !== undefined && signed !== null;
  const proof = useRead('GET /v1/tenders/{id}/opening/proof', { path }, { enabled: over && bid });
  const own = opening.data?.bids.find(({ supplier }) => supplier === organisation);
  if (!over || !bid) return null;
  return (
    <Section title={say('outcome')} more={<ButtonLink to={`/tenders/${tender.id}`}>{say('toTender')}</ButtonLink>}>
      {opening.data !== undefined && proof.data !== undefined && (
        <Counted opening={opening.data} proof={proof.data} receiptId={signed.receipt.receiptId} />
      )}
      {own?.state === 'unopened' && (
        <Notice tone="bad" title={say('outcome.unopened')}>
          {unopened(say, own.reason ?? '')}
        </Notice>
      )}
      {own?.lots !== undefined && (
        <Facts
          items={own.lots.map(({ lotId, total }) => [
            tender.lots.find(({ id }) => id === lotId)?.title ?? lotId,
            total === undefined ? say('outcome.read') : <Amount key={lotId} value={total} exact words />,
          ])}
        />
      )}
      <Result tender={tender} />
    </Section>
  );
}

interface CountedProps {
  readonly opening: Opening;
  readonly proof: Proof;
  readonly receiptId: string;
}

function Counted({ opening, proof, receiptId }: CountedProps) {
  const say = useText();
  const holds =
    verifyInclusion(proof) &&
    leafHash(proof.receipt) === proof.leaf &&
    proof.root === opening.root &&
    proof.receipt.receiptId === receiptId;
  return (
    <Notice tone={holds ? 'good' : 'bad'} title={say(holds ? 'proof.holds' : 'proof.broken')}>
      <p>{say('proof.detail', { index: proof.index + 1, size: proof.size })}</p>
      <p className="j-small">
        {say('proof.root')} <code>{proof.root}</code> · <Moment at={opening.frozenAt} />
      </p>
    </Notice>
  );
}

/** One's own place among the candidates, and one's own awards. */
function Result({ tender }: { readonly tender: Tender }) {
  const say = useText();
  const { organisation } = useBidder();
  const { candidates = [], awards = [], failedLots = [], lots } = tender;
  const items = lots.flatMap(({ id, title }): readonly (readonly [string, string])[] => {
    const won = awards.find((each) => each.lot === id && each.supplier === organisation);
    const list = candidates.find((each) => each.lot === id)?.candidates;
    const rank = list?.find(({ supplier }) => supplier === organisation)?.rank;
    if (failedLots.includes(id)) return [[title, say('result.failed')]];
    if (won !== undefined) return [[title, say('result.won')]];
    if (rank !== undefined) return [[title, say('result.rank', { rank })]];
    return list === undefined ? [] : [[title, say('result.none')]];
  });
  return (
    <>
      {tender.status === 'opened' && <p>{say('result.waiting')}</p>}
      <Facts items={items} />
      {tender.objectionsUntil !== undefined && (
        <p>
          {say('result.objectionsUntil')} <Moment at={tender.objectionsUntil} />
        </p>
      )}
    </>
  );
}

function unopened(say: ReturnType<typeof useText>, reason: string): string {
  const words = sayCode(say, 'unopened', reason);
  return words === reason ? say('unopened.other') : words;
}
