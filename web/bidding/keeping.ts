import { useQuery } from '@tanstack/react-query';
import type { JWK } from 'jose';
import type { KeptBid } from '../../shared/sealing/kept.ts';
import type { Receipt } from '../../shared/sealing/receipt.ts';
import { type Answer, call } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { saveFile } from '../kit/save-file.ts';
import { sealer } from './sealing.ts';

export type SignedReceipt = Answer<'GET /v1/tenders/{id}/bid'>;

/** The organisation's own receipt, `null` where it has sent nothing. */
export function useOwnReceipt(tender: string) {
  return useQuery({
    queryKey: ['GET /v1/tenders/{id}/bid', tender],
    queryFn: async ({ signal }) => {
      try {
        return await call('GET /v1/tenders/{id}/bid', { path: { id: tender } }, { signal });
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** Checks a receipt in this page against the keys that the platform publishes, and against the bid where it is here. */
export function useCheckedReceipt(jws: string | undefined, kept: KeptBid | undefined) {
  return useQuery({
    queryKey: ['receipt', jws, kept?.envelopeSha256],
    enabled: jws !== undefined,
    retry: false,
    queryFn: async (): Promise<Receipt> => {
      const { receiptOf, verifyReceipt } = await sealer();
      const jwks = (await call('GET /.well-known/jicai-receipts.json', {})) as { keys: JWK[] };
      return kept === undefined ? verifyReceipt(jws ?? '', jwks) : receiptOf(kept, jws ?? '', jwks);
    },
  });
}

/** Hands a value to the user as a JSON file. */
export const download = (name: string, value: unknown): void => saveFile(name, `${JSON.stringify(value, null, 2)}\n`);
