import { id, paging, sha256, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import { fileLimits } from './files.ts';
import { draftChanges, tenderParams } from './schemas.ts';
import { file, upload } from './view-schemas.ts';

export const listQuery = z.object(paging);
export const fileParams = tenderParams.extend({ document: id('document') });
export const questionParams = tenderParams.extend({ question: id('question') });

export const fileInput = z
  .strictObject({
    name: text(120).regex(/^[^/\\]+\.[A-Za-z0-9]+$/, 'file-name'),
    mediaType: z.string().max(120),
    size: z.int().min(1).max(fileLimits.bytes),
    sha256,
  })
  .openapi('DocumentInput');

export const attached = z.object({ document: file, upload }).openapi('AttachedDocument');
export const download = z.object({ url: z.string(), expiresAt: z.string() }).openapi('Download');

export const questionInput = z.strictObject({ text: text(1000) }).openapi('QuestionInput');
export const answerInput = z.strictObject({ answer: text(2000) }).openapi('AnswerInput');
export const question = z
  .object({
    id: z.string(),
    text: z.string(),
    askedAt: z.string().optional(),
    answer: z.string().optional(),
    answeredAt: z.string().optional(),
    by: z.string().optional().openapi({ description: 'who asked: after the opening' }),
    mine: z.boolean().optional(),
  })
  .openapi('Question');

const files = z.array(id('document')).max(fileLimits.files).default([]);
export const clarificationInput = z
  .strictObject({ text: text(4000), affectsBids: z.boolean(), files })
  .openapi('ClarificationInput');
export const amendmentInput = z
  .strictObject({ changes: draftChanges, reason: text(1000), files })
  .openapi('AmendmentInput');

const moved = z
  .object({ from: z.string(), article: z.string(), days: z.int() })
  .nullable()
  .openapi({ description: 'where the deadline was, and the rule that moved it' });
export const clarification = z
  .object({
    clarification: z.string(),
    number: z.int(),
    text: z.string(),
    affectsBids: z.boolean(),
    deadline: z.string(),
    moved,
    files: z.array(z.string()),
    issuedAt: z.string(),
  })
  .openapi('Clarification');
export const amendment = z
  .object({
    documentsVersion: z.int(),
    reason: z.string(),
    moved,
    files: z.array(z.string()),
    amendedAt: z.string(),
  })
  .openapi('TenderAmendment');
