import type { Decider } from '../../shared/kernel/decider.ts';
import { DomainError, fieldError, unreachable } from '../../shared/kernel/errors.ts';
import { addMonths, endOfDay, type Instant, monthOf, startOfDay } from '../../shared/kernel/time.ts';
import { hashJson } from '../../shared/sealing/hash.ts';
import type {
  AgreementEvent,
  AgreementRevised,
  Behind,
  CompetitionRequested,
  CompetitionSettled,
  ContractSigned,
  Framework,
  QuotaMoved,
} from './agreement-events.ts';
import {
  type Activation,
  type Agreement,
  type AgreementLot,
  type ExistingAgreement,
  isReplaced,
  lastDay,
  mustRun,
  mustTakeOrders,
} from './agreement-state.ts';
import { accounts, lotOpening } from './ledger.ts';

export type { Agreement } from './agreement-state.ts';

export type AgreementCommand =
  /** `signatures` are those of a plain order: quote and acceptance. */
  | {
      readonly type: 'make';
      readonly at: Instant;
      readonly framework: Framework;
      readonly signatures?: readonly ContractSigned['data'][];
    }
  | { readonly type: 'setAside'; readonly at: Instant; readonly revision: number }
  /** `current` is the hash of the contract as it stands. */
  | ({ readonly type: 'sign'; readonly current: string } & ContractSigned['data'])
  | {
      readonly type: 'activate';
      readonly at: Instant;
      readonly lot: string;
      readonly from: string;
      readonly to: string;
      readonly reason: string;
    }
  | ({ readonly type: 'moveQuota' } & QuotaMoved['data'])
  | { readonly type: 'rollOver' | 'terminate'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'timePassed'; readonly at: Instant }
  | { readonly type: 'checkProgress'; readonly at: Instant; readonly month: string; readonly behind: readonly Behind[] }
  | { readonly type: 'requestCompetition'; readonly request: CompetitionRequested['data'] }
  | ({ readonly type: 'settleCompetition' } & CompetitionSettled['data']);

const v = 1;
/** How many mini-competitions one agreement holds. */
const mostCompetitions = 100;

/** The rules of a framework agreement. Nothing is called off, signed or asked for once it is closed. */
export const agreement: Decider<AgreementCommand, AgreementEvent, Agreement> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'make') return made(command, state);
    if (state.status === 'none') throw new DomainError('not-found', 'not-found');
    switch (command.type) {
      case 'setAside': {
        const { revision, at } = command;
        if (revision <= state.revision || state.setAside.some((each) => each.revision === revision)) return [];
        return [{ type: 'RevisionSetAside', v, data: { revision, at } }];
      }
      case 'sign': {
        const { type: _, current, ...data } = command;
        mustRun(state, data.signedAt);
        if (data.hash !== current) throw new DomainError('conflict', 'contract-changed', { hash: current });
        return [{ type: 'ContractSigned', v, data }];
      }
      case 'activate':
        return activated(command, state);
      case 'moveQuota': {
        const { type: _, ...data } = command;
        const found = state.activations.find((each) => isOf(each, data));
        if (found === undefined) throw new DomainError('not-found', 'not-found');
        return data.moves.length === 0 && !found.moving ? [] : [{ type: 'QuotaMoved', v, data }];
      }
      case 'rollOver':
        return rolledOver(command, state);
      case 'terminate': {
        const { at, reason: why } = command;
        if (state.status === 'terminated') return [];
        mustRun(state, at);
        return [{ type: 'AgreementClosed', v, data: { reason: 'terminated', why, closedAt: at } }];
      }
      case 'timePassed': {
        if (state.status !== 'running' || command.at < endOfDay(lastDay(state))) return [];
        return [{ type: 'AgreementClosed', v, data: { reason: 'term-ended', closedAt: command.at } }];
      }
      case 'checkProgress': {
        const { at, month, behind } = command;
        if (month < state.nextCheck) return [];
        return [{ type: 'ProgressAlerted', v, data: { month, behind, at } }];
      }
      case 'requestCompetition': {
        const { request: data } = command;
        mustTakeOrders(state, data.requestedAt);
        if (state.competitions.some(({ tender }) => tender === data.tender)) return [];
        if (state.competitions.length >= mostCompetitions)
          throw new DomainError('conflict', 'too-many-competitions', { max: mostCompetitions });
        return [{ type: 'CompetitionRequested', v, data }];
      }
      case 'settleCompetition': {
        const { type: _, ...data } = command;
        const found = state.competitions.find(({ tender }) => tender === data.tender);
        return found === undefined || found.settled !== undefined ? [] : [{ type: 'CompetitionSettled', v, data }];
      }
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'AgreementMade') {
      const { revision } = event.data;
      const kept = { activations: [], competitions: [], setAside: [] };
      return {
        status: 'running',
        ...kept,
        ...framed(event.data, () => revision),
        nextCheck: addMonths(monthOf(event.data.terms.from), 1),
      };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'AgreementRevised':
        return revised(state, event.data);
      case 'RevisionSetAside':
        return { ...state, setAside: [...state.setAside, event.data] };
      case 'ContractSigned':
        return state;
      case 'ReserveActivated':
        return { ...state, activations: [...state.activations, { ...event.data, moving: true }] };
      case 'QuotaMoved': {
        const { done } = event.data;
        const activations = state.activations.map((each) =>
          isOf(each, event.data) ? { ...each, moving: !done } : each,
        );
        return { ...state, activations };
      }
      case 'AgreementRolledOver': {
        const { until, reason } = event.data;
        return { ...state, rolledOver: { until, reason } };
      }
      case 'AgreementClosed': {
        const { reason, why, closedAt: at } = event.data;
        const closed = { at, ...(why === undefined ? {} : { why }) };
        return { ...state, status: reason === 'terminated' ? 'terminated' : 'ended', closed };
      }
      case 'ProgressAlerted': {
        const { month, behind } = event.data;
        return { ...state, alerted: { month, behind }, nextCheck: addMonths(month, 1) };
      }
      case 'CompetitionRequested': {
        const { tender, buyer, title, requestedAt } = event.data;
        return { ...state, competitions: [...state.competitions, { tender, buyer: buyer.id, title, requestedAt }] };
      }
      case 'CompetitionSettled': {
        const settled = event.data;
        const competitions = state.competitions.map((each) =>
          each.tender === settled.tender ? { ...each, settled } : each,
        );
        return { ...state, competitions };
      }
      default:
        return unreachable(event);
    }
  },
};

const isOf = (a: Pick<Activation, 'lot' | 'from' | 'to'>, b: Pick<Activation, 'lot' | 'from' | 'to'>): boolean =>
  a.lot === b.lot && a.from === b.from && a.to === b.to;

/** When the clock should look at it next: quota to be moved, a month to be checked, or the end of its term. */
export function agreementDue(state: Agreement): Instant | undefined {
  if (state.status === 'none') return undefined;
  const moving = state.activations.find((each) => each.moving);
  if (moving !== undefined) return moving.activatedAt;
  if (state.status !== 'running') return undefined;
  return [startOfDay(`${state.nextCheck}-01`), endOfDay(lastDay(state))].sort()[0];
}

function framed(framework: Framework, revisionOf: (lot: string) => number) {
  const { revision, awardedAt, title, lead, buyers, terms, lots } = framework;
  const named = lots.flatMap(({ suppliers }) =>
    suppliers.map(({ supplier, name, uscc }) => [supplier, { name, uscc }]),
  );
  return {
    ...('quoted' in framework ? { quoted: framework.quoted } : { tender: framework.tender }),
    ...{ revision, awardedAt, title, lead, buyers, terms },
    suppliers: Object.fromEntries(named) as Record<string, { name: string; uscc: string }>,
    lots: lots.map((lot): AgreementLot => {
      const { id, title: named, rule } = lot;
      const suppliers = lot.suppliers.map(({ supplier, rank, role }) => ({ supplier, rank, role }));
      return { id, title: named, rule, revision: revisionOf(id), digest: hashJson(lot), suppliers };
    }),
  };
}

/** The agreement by a later award: in the lots that it changes nobody stands in another's place any more. */
function revised(state: ExistingAgreement, data: AgreementRevised['data']): ExistingAgreement {
  const next = framed(data, (lot) => data.revisions[lot] ?? data.revision);
  const revisionIn = (lots: readonly AgreementLot[], id: string) => lots.find((lot) => lot.id === id)?.revision;
  const activations = state.activations.filter(({ lot }) => revisionIn(state.lots, lot) === revisionIn(next.lots, lot));
  return { ...state, ...next, activations };
}

/** A later revision changes the lots that differ; the same or an earlier one changes nothing. */
function made(
  { framework, signatures = [] }: Extract<AgreementCommand, { type: 'make' }>,
  state: Agreement,
): AgreementEvent[] {
  if (state.status === 'none') {
    const signed = signatures.map((data) => ({ type: 'ContractSigned', v, data }) as const);
    return [{ type: 'AgreementMade', v, data: framework }, ...signed];
  }
  if (framework.revision <= state.revision) return [];
  const known = new Map(state.lots.map((lot) => [lot.id, lot]));
  const told = new Map(framework.lots.map((lot) => [lot.id, hashJson(lot)]));
  const changed = [...new Set([...known.keys(), ...told.keys()])].filter(
    (id) => known.get(id)?.digest !== told.get(id),
  );
  const revisions = framework.lots.map(({ id }) => [
    id,
    changed.includes(id) ? framework.revision : (known.get(id)?.revision ?? framework.revision),
  ]);
  const closed = [...known.values()]
    .filter(({ id }) => changed.includes(id))
    .flatMap(({ id, revision }) =>
      state.buyers.map((buyer) => ({
        ledger: framework.agreement,
        account: accounts.lot(id, buyer.id, revision),
        opening: lotOpening,
        quantity: lotOpening,
      })),
    );
  const data = { ...framework, closed, revisions: Object.fromEntries(revisions) as Record<string, number> };
  return [{ type: 'AgreementRevised', v, data }];
}

function activated(
  command: Extract<AgreementCommand, { type: 'activate' }>,
  state: ExistingAgreement,
): AgreementEvent[] {
  const { at: activatedAt, lot: id, from, to, reason } = command;
  mustRun(state, activatedAt);
  const lot = state.lots.find((each) => each.id === id);
  if (lot === undefined) throw fieldError('lot-not-agreed', '/lot', { lot: id });
  if (state.activations.some((each) => isOf(each, command))) return [];
  for (const [pointer, supplier] of [
    ['/from', from],
    ['/to', to],
  ] as const) {
    if (!lot.suppliers.some((each) => each.supplier === supplier))
      throw fieldError('supplier-not-in-lot', pointer, { supplier });
    if (isReplaced(state, id, supplier)) throw fieldError('supplier-replaced', pointer, { supplier });
  }
  if (from === to) throw fieldError('supplier-not-in-lot', '/to', { supplier: to });
  return [{ type: 'ReserveActivated', v, data: { lot: id, from, to, reason, activatedAt } }];
}

function rolledOver(
  { at: rolledOverAt, reason }: Extract<AgreementCommand, { type: 'rollOver' | 'terminate' }>,
  state: ExistingAgreement,
): AgreementEvent[] {
  if (state.rolledOver !== undefined) return [];
  mustRun(state, rolledOverAt);
  const { rollOver, to } = state.terms;
  if (rollOver === undefined || rollOver.until <= to) throw new DomainError('conflict', 'roll-over-not-agreed');
  return [{ type: 'AgreementRolledOver', v, data: { until: rollOver.until, reason, rolledOverAt } }];
}
