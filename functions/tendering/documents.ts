import type { Calendar } from '../../shared/kernel/calendar.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { DocumentEvent, Interested, TenderFile } from './document-events.ts';
import { checkDraft, type DraftChanges, withChanges } from './draft.ts';
import type { TenderEvent } from './events.ts';
import { fileLimits } from './files.ts';
import { keepFixed } from './fixed-items.ts';
import { checkAmendment, checkReach, withEstimates, withoutEstimates } from './publishing.ts';
import { movedDeadline } from './rules/periods.ts';
import { type Drafted, inStatus, isPaused, isSuspended, type Published, type Tender } from './tender-state.ts';

export type DocumentCommand =
  | { readonly type: 'attachFile'; readonly file: Omit<TenderFile, 'version'> }
  | { readonly type: 'removeFile'; readonly file: string }
  | {
      readonly type: 'askQuestion';
      readonly at: Instant;
      readonly question: string;
      readonly text: string;
      readonly by: Interested;
    }
  | { readonly type: 'answerQuestion'; readonly at: Instant; readonly question: string; readonly answer: string }
  | {
      readonly type: 'issueClarification';
      readonly at: Instant;
      readonly calendar: Calendar;
      readonly clarification: string;
      readonly text: string;
      readonly affectsBids: boolean;
      readonly files: readonly string[];
    }
  | {
      readonly type: 'amendTender';
      readonly at: Instant;
      readonly calendar: Calendar;
      readonly changes: DraftChanges;
      readonly reason: string;
      readonly files: readonly string[];
    };

/** Questions of one organisation that wait for an answer. */
const openQuestions = 5;
/** What no amendment changes: another tender would be another procurement. */
const fixed = ['regime', 'openingMode', 'method'] as const;

const v = 1;

/** The documents after they were written: files, questions, clarifications, amendments. */
export function decideDocuments(command: DocumentCommand, state: Tender): TenderEvent[] {
  switch (command.type) {
    case 'attachFile': {
      const { files } = inStatus(state, 'draft', 'published');
      if (files.length >= fileLimits.files) throw new DomainError('rule', 'too-many-files', { max: fileLimits.files });
      return [{ type: 'FileAttached', v, data: { file: { ...command.file, version: null } } }];
    }
    case 'removeFile': {
      const { files } = inStatus(state, 'draft', 'published');
      const file = files.find(({ id }) => id === command.file);
      if (file === undefined) throw new DomainError('not-found', 'not-found');
      if (file.version !== null) throw new DomainError('conflict', 'file-published');
      return [{ type: 'FileRemoved', v, data: { file: file.id } }];
    }
    case 'askQuestion': {
      const tender = stillOpen(state, command.at);
      const { question, text, by, at } = command;
      if (tender.questions.filter(({ org }) => org === by.org).length >= openQuestions) {
        throw new DomainError('too-many', 'too-many-questions', { max: openQuestions });
      }
      return [{ type: 'QuestionAsked', v, data: { question, askedAt: at }, private: { text, by }, veiled: true }];
    }
    case 'answerQuestion': {
      const { questions } = inStatus(state, 'published');
      if (!questions.some(({ id }) => id === command.question)) throw new DomainError('not-found', 'not-found');
      const { question, answer, at } = command;
      return [{ type: 'QuestionAnswered', v, data: { question, answer, answeredAt: at } }];
    }
    case 'issueClarification': {
      const tender = stillOpen(state, command.at);
      if (isPaused(tender)) throw new DomainError('conflict', 'procedure-paused');
      const { clarification, text, affectsBids, at } = command;
      const moved = affectsBids ? movedDeadline(tender.rules, command.calendar, tender.draft.deadline, at) : null;
      const deadline = moved?.deadline ?? tender.draft.deadline;
      checkReach(tender.rules, deadline, at);
      const files = waiting(tender, command.files);
      const number = tender.clarifications + 1;
      const data = { clarification, number, text, affectsBids, deadline, moved: moved?.moved ?? null, files };
      return [{ type: 'ClarificationIssued', v, data: { ...data, issuedAt: at } }];
    }
    case 'amendTender':
      return [amended(amendable(state, command.at), command)];
    default:
      return unreachable(command);
  }
}

/**
 * An amendment (修改招标文件; Bidding Law art. 23, Reg. art. 21): it makes the next version of the documents, and where
 * it comes later than the pack's days before the deadline, the deadline moves with it. The words and numbers that it
 * brings are checked as those of a publication.
 */
function amended(tender: Published, command: Extract<DocumentCommand, { type: 'amendTender' }>): DocumentEvent {
  const { changes, reason, at, calendar } = command;
  for (const member of fixed) {
    if (changes[member] !== undefined && changes[member] !== tender.draft[member]) {
      throw fieldError('not-amendable', `/changes/${member}`);
    }
  }
  const asked = inChanges(() => {
    const draft = checkDraft(keepFixed(tender.draft, withChanges(tender.draft, changes)));
    checkAmendment(tender.draft, draft, tender.rules, { at, calendar });
    return draft;
  });
  if (asked.deadline < tender.draft.deadline) throw fieldError('deadline-earlier', '/changes/deadline');
  const moved = movedDeadline(tender.rules, calendar, asked.deadline, at);
  const deadline = moved?.deadline ?? asked.deadline;
  if (deadline <= at) throw fieldError('deadline-past', '/changes/deadline', { now: at });
  checkReach(tender.rules, deadline, at);
  const { draft, estimates } = withoutEstimates({ ...asked, deadline });
  const files = waiting(tender, command.files);
  const documentsVersion = tender.documentsVersion + 1;
  const data = { documentsVersion, draft, reason, moved: moved?.moved ?? null, files, amendedAt: at };
  return { type: 'TenderAmended', v, data, private: { estimates } };
}

/** Says where in the amendment the faults of its draft stand. */
function inChanges<T>(attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = error.errors.map((one) => ({ ...one, pointer: `/changes${one.pointer}` }));
    throw new DomainError(error.kind, error.code, error.params, errors);
  }
}

/** The files named, all of them waiting to be published. @throws `file-unknown` */
function waiting({ files }: Drafted, named: readonly string[]): readonly string[] {
  for (const [at, id] of named.entries()) {
    const file = files.find((one) => one.id === id);
    if (file?.version !== null) throw fieldError('file-unknown', `/files/${at}`);
  }
  return named;
}

/** Published, and its deadline is to come. @throws `tender-closed` */
function stillOpen(state: Tender, at: Instant): Published {
  const tender = inStatus(state, 'published');
  if (at >= tender.draft.deadline) {
    throw new DomainError('too-late', 'tender-closed', { deadline: tender.draft.deadline });
  }
  return tender;
}

/** Before the deadline; and after it while an upheld objection waits for the amendment, as nothing is frozen then. */
function amendable(state: Tender, at: Instant): Published {
  const tender = inStatus(state, 'published');
  if (isPaused(tender)) throw new DomainError('conflict', 'procedure-paused');
  return tender.amendmentDue && isSuspended(tender) ? tender : stillOpen(state, at);
}

export function evolveDocuments(state: Tender, event: DocumentEvent): Tender {
  const tender = state as Extract<Tender, { status: 'published' }>;
  const published = (files: readonly string[], version: number) =>
    tender.files.map((file) => (files.includes(file.id) ? { ...file, version } : file));
  switch (event.type) {
    case 'FileAttached':
      return { ...tender, files: [...tender.files, event.data.file] };
    case 'FileRemoved':
      return { ...tender, files: tender.files.filter(({ id }) => id !== event.data.file) };
    case 'QuestionAsked':
      return {
        ...tender,
        questions: [...tender.questions, { id: event.data.question, org: event.private?.by.org ?? '' }],
      };
    case 'QuestionAnswered':
      return { ...tender, questions: tender.questions.filter(({ id }) => id !== event.data.question) };
    case 'ClarificationIssued': {
      const { number, deadline, files } = event.data;
      const draft = { ...tender.draft, deadline };
      return { ...tender, draft, clarifications: number, files: published(files, tender.documentsVersion) };
    }
    case 'TenderAmended': {
      const { documentsVersion, files } = event.data;
      const draft = withEstimates(event.data.draft, event.private?.estimates);
      return { ...tender, draft, documentsVersion, amendmentDue: false, files: published(files, documentsVersion) };
    }
    default:
      return unreachable(event);
  }
}
