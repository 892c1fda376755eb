import { millis } from '../../../shared/kernel/time.ts';
import type { Bundle } from '../../../shared/sealing/bundle.ts';
import type { Finding } from '../../../shared/sealing/verify.ts';
import { sharesUntil } from '../ceremony-times.ts';
import { freezingStarts } from '../rules/periods.ts';
import { type Ceremony, type Closed, ceremonyOf, isSuspended, type Published, type Tender } from '../tender-state.ts';
import { finding, same } from './found.ts';
import { type Step, type StepOf, stepsOf } from './replay.ts';

/** A tender that was published, whatever became of it. */
const published = (tender: Tender): Published | undefined =>
  'rules' in tender && tender.rules !== undefined ? (tender as Published) : undefined;

/** Documents, rules and public keys of a bundle are those that follow from its log. */
export function checkDocuments(bundle: Bundle, tender: Tender): readonly Finding[] {
  const state = published(tender);
  const documents = state && {
    id: bundle.tender.id,
    ...state.draft,
    documentsVersion: state.documentsVersion,
    buyer: state.buyer,
  };
  const ceremony = state && ceremonyOf(state);
  const { sealing, ceremony: ceremonial } = bundle.keys;
  return [
    finding('documents-logged', state !== undefined && same(bundle.tender, documents)),
    finding('rules-frozen', state !== undefined && same(bundle.rulePack, state.rules), {
      regime: state?.rules.regime ?? '',
      version: state?.rules.version ?? '',
    }),
    finding('keys-logged', same(sealing, state?.sealingKey.publicJwk) && same(ceremonial, ceremony?.publicKey)),
  ];
}

/** Bids were frozen and opened when, and as, the rules of the log say. */
export function checkOpening(bundle: Bundle, steps: readonly Step[]): readonly Finding[] {
  return [
    ...stepsOf(steps, 'BidsFrozen').map(({ event, before, after, seq }) => {
      const { draft, rules } = before as Published;
      const { perLot, failedLots, frozenAt } = event.data;
      const few = perLot.filter(({ bidders }) => bidders < rules.minimumBidders.value).map(({ lot }) => lot);
      const allFailed = few.length === draft.lots.length;
      const next = steps.find((step) => step.seq === seq + 1)?.event;
      const ok =
        millis(frozenAt) >= freezingStarts(draft.deadline) &&
        !isSuspended(before as Published) &&
        same(
          perLot.map(({ lot }) => lot),
          draft.lots.map(({ id }) => id),
        ) &&
        same(failedLots, few) &&
        allFailed === (next?.type === 'TenderFailed') &&
        (after as Closed).frozen.count >= event.data.withdrawn + event.data.stale;
      return finding('lots-by-rule', ok, { failed: few.length, needed: rules.minimumBidders.value });
    }),
    ...stepsOf(steps, 'TenderOpened').flatMap((step) => {
      const { draft, documentsVersion, frozen } = step.before as Closed;
      const { lawfulAt, decryptedAt } = step.event.data;
      const current = bundle.opened.every(({ disclosed }) => disclosed.documentsVersion === documentsVersion);
      const ok = lawfulAt === draft.deadline && decryptedAt >= frozen.frozenAt && current;
      return [finding('opening-recorded', ok), ...checkCeremony(bundle, steps, step)];
    }),
  ];
}

/** An opening by ceremony had the shares that it needed, or the remedy that was published for their want. */
function checkCeremony(bundle: Bundle, steps: readonly Step[], opened: StepOf<'TenderOpened'>): readonly Finding[] {
  const closed = opened.before as Closed;
  const ceremony = ceremonyOf(closed);
  const { way } = opened.event.data;
  if (ceremony === undefined) return way === undefined ? [] : [finding('ceremony-shares', false)];
  const [publication] = stepsOf(steps, 'TenderPublished');
  const dealt = publication && ceremonyOf(publication.before as Published);
  const right = ceremony.shares.filter(({ state }) => state === 'right').length;
  const params = { right, threshold: ceremony.threshold, holders: ceremony.shares.length };
  const confirmed = dealt?.shares.every((share) => share.confirmed) ?? false;
  if (way === 'shares') {
    const enough = right >= ceremony.threshold && ceremony.reveal === undefined;
    return [finding('ceremony-shares', confirmed && checkedAsHandedIn(steps) && enough, params)];
  }
  const remedied = way === 'reveal' && remedyHolds(bundle, steps, closed, ceremony, opened);
  return [finding('ceremony-remedy', confirmed && checkedAsHandedIn(steps) && remedied, params)];
}

/** Only shares that were handed in were found to be right or wrong, by those who hold them. */
const checkedAsHandedIn = (steps: readonly Step[]): boolean =>
  stepsOf(steps, 'SharesChecked').every(({ event, before }) => {
    const waiting = ceremonyOf(before as Published)?.shares.filter(({ state }) => state === 'handed-in') ?? [];
    const looked = [...event.data.right, ...event.data.wrong.map(({ holder }) => holder)];
    const known = new Set(waiting.map(({ holder }) => holder));
    return new Set(looked).size === looked.length && looked.every((holder) => known.has(holder));
  });

/** The remedy began for its reason and after its time, and those are opened who revealed their bids. */
function remedyHolds(
  bundle: Bundle,
  steps: readonly Step[],
  closed: Closed,
  ceremony: Ceremony,
  { event }: StepOf<'TenderOpened'>,
): boolean {
  const [start, ...more] = stepsOf(steps, 'RevealStarted');
  if (start === undefined || more.length > 0 || ceremony.reveal?.endedAt === undefined) return false;
  const right = ceremony.shares.filter(({ state }) => state === 'right').length;
  const few = start.event.data.reason === 'too-few-shares';
  const began = millis(start.event.data.startedAt) >= freezingStarts(sharesUntil(closed.frozen, ceremony));
  const revealed = stepsOf(steps, 'BidRevealed').map((step) => step.event.data.supplier);
  const unrevealed = event.data.unopened.filter(({ reason }) => reason === 'not-revealed');
  return (
    few === right < ceremony.threshold &&
    began &&
    millis(ceremony.reveal.endedAt) >= freezingStarts(ceremony.reveal.until) &&
    new Set(revealed).size === revealed.length &&
    bundle.opened.every(({ supplier }) => revealed.includes(supplier)) &&
    unrevealed.every(({ supplier }) => !revealed.includes(supplier))
  );
}
