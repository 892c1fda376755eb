import { DomainError } from '../../shared/kernel/errors.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import { type Instant, instant } from '../../shared/kernel/time.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { CompetitionRequested } from '../contracts/events.ts';
import type { JointTenderRequested } from '../joint/events.ts';
import { callForShares, type ShareCallDeps } from './call-for-shares.ts';
import type { Draft } from './draft.ts';
import type { Buyer, Estimates } from './events.ts';
import { lockDocuments } from './lock-documents.ts';
import { competitionDraft, jointDraft } from './requested-drafts.ts';
import type { TenderStore } from './store.ts';

/** An event as it comes from the stream. */
interface Streamed {
  readonly id: string;
  readonly aggregateId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly data: JsonObject;
}

/** A draft that a request makes while others make it too is made once: how often a lost race is decided again. */
const retries = 3;

/**
 * What tendering does when others ask for a tender: it drafts it, under the id that they gave it, once. Told again by
 * the same event it finds the tender there, whatever became of it since, and does nothing. What a tender of its own
 * publishes it locks; whose shares of a ceremony are awaited, it calls.
 */
export function tenderingReactions(
  deps: ShareCallDeps & { readonly tenders: TenderStore; readonly files: Pick<Files, 'lock'> },
) {
  const { tenders, now } = deps;
  async function drafted(tender: string, buyer: Buyer, draft: Draft): Promise<void> {
    const at = instant(now());
    const cause = { actor: { kind: 'system', process: 'stream' }, as: 'system', at } as const;
    try {
      await tenders.handle(tender, { type: 'draftTender', buyer, draft }, cause, { retries });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'tender-status') throw error;
    }
  }

  return {
    async react(event: Streamed): Promise<void> {
      const { type, aggregateId, seq, data } = event;
      await lockDocuments(deps, event);
      await callForShares(deps, event);
      if (type === 'JointTenderRequested') {
        const request = data as unknown as JointTenderRequested['data'];
        const kept = await tenders.privateValue(aggregateId, seq, 'estimates', { consistent: true });
        const estimates = (kept?.value ?? {}) as Estimates['estimates'];
        await drafted(request.tender, request.lead, jointDraft(request, estimates));
      }
      if (type === 'CompetitionRequested') {
        const request = data as unknown as CompetitionRequested['data'];
        await drafted(request.tender, request.buyer, competitionDraft(request));
      }
    },
  };
}
