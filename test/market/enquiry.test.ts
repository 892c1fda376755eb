import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import rules from '../../functions/market/data/enquiry-rules.json' with { type: 'json' };
import { type EnquiryCommand, enquiry } from '../../functions/market/enquiry.ts';
import { type ExistingEnquiry, endsAt } from '../../functions/market/enquiry-state.ts';
import type { EnquiryEvent, Quote } from '../../functions/market/events.ts';
import { orderIds } from '../../functions/market/order-ids.ts';
import { checkQuote, totalOf, type WrittenQuote } from '../../functions/market/quote.ts';
import { fold } from '../../shared/kernel/decider.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { isId } from '../../shared/kernel/id.ts';
import { addDuration, instant, millis } from '../../shared/kernel/time.ts';
import { given, refusal } from '../support/given.ts';
import { at, builder, mill } from './fixtures.ts';
import { goodsQuote, workQuote } from './quotes.ts';

const later = (duration: string) => addDuration(at, duration);
const parties = { buyer: builder, supplier: mill };
/** The builder asks about a mill's supply. */
const asked: EnquiryCommand = {
  type: 'openEnquiry',
  at,
  post: 'pst_1',
  kind: 'supply',
  subject: 'steel.rebar',
  parties,
  by: builder.id,
  text: '20 的有现货吗',
};
const quoting = (quote: string, when = at, terms: WrittenQuote = goodsQuote): EnquiryCommand => ({
  type: 'makeQuote',
  at: when,
  by: mill.id,
  quote,
  terms,
  sizeClass: 'small',
});
const accepting = (quote: string, when = at): EnquiryCommand => ({
  type: 'acceptQuote',
  at: when,
  by: builder.id,
  quote,
  division: '350404',
  sizeClass: 'large',
});
const saying = (by: string, when = at): EnquiryCommand => ({
  type: 'sendMessage',
  at: when,
  by,
  text: '有',
  attachments: [],
});
const withdrawing = (quote: string): EnquiryCommand => ({ type: 'withdrawQuote', at, by: mill.id, quote });

/** What happened when these were carried out one after the other. */
function past(...commands: readonly EnquiryCommand[]): EnquiryEvent[] {
  const events: EnquiryEvent[] = [];
  for (const command of commands) events.push(...enquiry.decide(command, fold(enquiry, events)));
  return events;
}
const having = (...commands: readonly EnquiryCommand[]) => given(enquiry, ...past(...commands));

describe('an enquiry', () => {
  it('is opened once, with what was said apart', () => {
    having()
      .when(asked)
      .yields({ type: 'EnquiryOpened', data: { post: 'pst_1', openedAt: at }, private: { text: '20 的有现货吗' } });
    having(asked).when(asked).refuses('enquiry-exists');
    expect(JSON.stringify(past(asked)[0]?.data)).not.toContain('现货');
  });

  it('is answered by the first word of the poster, not by that of who asked', () => {
    having(asked).when(saying(builder.id)).yields({ type: 'MessageSent' });
    having(asked)
      .when(saying(mill.id, later('PT47H59M')))
      .yields(
        { type: 'EnquiryAnswered', data: { by: mill.id, waitedHours: 47, inTime: true } },
        { type: 'MessageSent' },
      );
    having(asked, saying(mill.id)).when(saying(mill.id)).yields({ type: 'MessageSent' });
    having(asked)
      .when(quoting('q1', later('PT48H0M1S')))
      .yields({ type: 'EnquiryAnswered', data: { waitedHours: 48, inTime: false } }, { type: 'QuoteMade' });
    having(asked)
      .when({ type: 'closeEnquiry', at: later('PT3H'), by: mill.id, reason: '已售罄' })
      .yields(
        { type: 'EnquiryAnswered', data: { waitedHours: 3 } },
        { type: 'EnquiryClosed', data: { outcome: 'declined', answered: true, waitedHours: 3 } },
      );
  });

  it('is withdrawn by who asked, and then takes nothing more', () => {
    const closing: EnquiryCommand = { type: 'closeEnquiry', at: later('PT50H'), by: builder.id };
    having(asked)
      .when(closing)
      .yields({
        type: 'EnquiryClosed',
        data: { outcome: 'withdrawn', asked: mill.id, answered: false, waitedHours: 50 },
      });
    const closed = having(asked, quoting('q1'), closing);
    closed.when(closing).changesNothing();
    for (const command of [saying(mill.id), quoting('q2'), accepting('q1'), withdrawing('q1')])
      closed.when(command).refuses('enquiry-closed');
  });

  it('ends after days of silence, whether the clock has looked or not, and not while a quote stands', () => {
    const end = later(`P${rules.silenceDays}D`);
    const before = instant(millis(end) - 1);
    having(asked).when({ type: 'timePassed', at: before }).changesNothing();
    having(asked)
      .when({ type: 'timePassed', at: end })
      .yields({ type: 'EnquiryClosed', data: { outcome: 'no-answer', answered: false, closedAt: end } });
    having(asked).when(saying(mill.id, end)).refuses('enquiry-closed');
    having(asked, saying(mill.id, before))
      .when({ type: 'timePassed', at: later('P28D') })
      .yields({ type: 'EnquiryClosed', data: { outcome: 'lapsed', answered: true } });
    const quoted = having(
      asked,
      quoting('q1', at, { ...goodsQuote, validUntil: later('P20D'), deliverBy: '2026-04-10' }),
    );
    expect(endsAt(quoted.state as ExistingEnquiry)).toBe(later('P20D'));
    quoted.when({ type: 'timePassed', at: later('P19D') }).changesNothing();
    quoted.when(accepting('q1', later('P19D'))).yields({ type: 'QuoteAccepted' });
  });

  it('ends with what it stands on, once', () => {
    const ending = { type: 'endEnquiry', at, outcome: 'post-closed', event: 'pst_1/2' } as const;
    having(asked)
      .when(ending)
      .yields({ type: 'EnquiryClosed', data: { outcome: 'post-closed', event: 'pst_1/2' } });
    having(asked, ending).when(ending).changesNothing();
    having(asked, quoting('q1'), accepting('q1')).when(ending).changesNothing();
  });
});

describe('a quote', () => {
  it('is private until it is accepted, and then an order under ids made of it', () => {
    const [, made] = past(asked, quoting('qte_1')).slice(-2);
    expect(made).toMatchObject({ type: 'QuoteMade', private: { terms: { unitPrice: goodsQuote.unitPrice } } });
    expect(JSON.stringify(made?.data)).not.toContain(goodsQuote.unitPrice.amount);
    having(asked, quoting('qte_1'))
      .when(accepting('qte_1'))
      .yields({
        type: 'QuoteAccepted',
        data: {
          quote: 'qte_1',
          ...orderIds('qte_1'),
          parties,
          buyerDivision: '350404',
          sizes: { buyer: 'large', supplier: 'small' },
          terms: { per: 'TNE', weighingBasis: 'theoretical', subject: 'steel.rebar' },
        },
      });
    const ids = orderIds('qte_1');
    expect(isId('agreement', ids.agreement) && isId('callOff', ids.callOff)).toBe(true);
    expect(isId('lot', ids.lot) && isId('item', ids.item)).toBe(true);
  });

  it('is accepted before its time is over, strictly', () => {
    const { validUntil } = goodsQuote;
    const quoted = having(asked, quoting('q1'));
    quoted.when(accepting('q1', instant(millis(validUntil) - 1))).yields({ type: 'QuoteAccepted' });
    quoted.when(accepting('q1', validUntil)).refuses('quote-expired');
    quoted.when({ ...withdrawing('q1'), at: validUntil }).refuses('quote-expired');
  });

  it('is replaced by a newer one, and taken back until it is accepted', () => {
    having(asked, quoting('q1'), quoting('q2')).when(accepting('q1')).refuses('quote-replaced');
    having(asked, quoting('q1'), withdrawing('q1')).when(accepting('q1')).refuses('quote-withdrawn');
    having(asked, quoting('q1'), withdrawing('q1')).when(withdrawing('q1')).changesNothing();
    having(asked, quoting('q1'), accepting('q1')).when(withdrawing('q1')).refuses('quote-accepted');
    having(asked, quoting('q1'), accepting('q1')).when(accepting('q1')).changesNothing();
    having(asked).when(accepting('q1')).refuses('not-found');
  });

  it('closes the post where the poster accepts and says so', () => {
    const demand: EnquiryCommand = { ...asked, kind: 'demand', by: mill.id };
    const closing = { ...accepting('q1'), closePost: true } as EnquiryCommand;
    having(demand, quoting('q1'))
      .when(closing)
      .yields(
        { type: 'EnquiryAnswered', data: { by: builder.id } },
        { type: 'QuoteAccepted', data: { closePost: true } },
      );
    having(asked, quoting('q1')).when(closing).refuses('not-the-poster', '/closePost');
  });

  it('bounds what an enquiry takes', () => {
    const many = Array.from({ length: rules.quotes.most }, (_, n) => quoting(`q${n}`));
    having(asked, ...many)
      .when(quoting('one more'))
      .refuses('too-many-quotes');
  });

  it.each<[string, object, string, string]>([
    ['goods half described', { attributes: { grade: 'HRB400E' } }, 'attribute-missing', '/attributes/diameter'],
    [
      'goods that are not',
      { attributes: { ...goodsQuote.attributes, diameter: 21 } },
      'attribute-not-allowed',
      '/attributes/diameter',
    ],
    ['a unit of other goods', { quantity: { value: '5', unit: 'MTK' } }, 'unit-not-traded', '/quantity/unit'],
    ['tonnes on no basis', { quantity: { value: '5', unit: 'TNE' } }, 'basis-required', '/quantity/basis'],
    ['nothing', { quantity: { ...goodsQuote.quantity, value: '0' } }, 'quantity-zero', '/quantity/value'],
    ['for nothing', { unitPrice: { amount: '0.0000', currency: 'CNY' } }, 'price-zero', '/unitPrice/amount'],
    ['a tax of all of it twice', { taxRate: '1.01' }, 'tax-rate-out-of-range', '/taxRate'],
    ['to nowhere', { deliverTo: { division: '990000', address: '某处' } }, 'division-unknown', '/deliverTo/division'],
    ['half a point', { deliverTo: { ...goodsQuote.deliverTo, lon: '117.6' } }, 'coordinates-incomplete', '/deliverTo'],
    ['until now', { validUntil: at }, 'validity-past', '/validUntil'],
    ['for ever', { validUntil: later('P60DT1S'), deliverBy: '2026-06-01' }, 'validity-too-long', '/validUntil'],
    ['delivered before it can be accepted', { deliverBy: '2026-03-05' }, 'delivery-before-validity', '/deliverBy'],
    ['delivered in years', { deliverBy: '2027-03-04' }, 'delivery-too-far', '/deliverBy'],
    ['paid at once', { paymentDays: 0 }, 'payment-days-out-of-range', '/paymentDays'],
    ['paid at some time', { paymentDays: 91 }, 'payment-days-out-of-range', '/paymentDays'],
  ])('%s is refused', (_, change, code, pointer) => {
    const error = refusal(() => checkQuote({ ...goodsQuote, ...change } as WrittenQuote, 'supply', 'steel.rebar', at));
    expect(error.errors.map((each) => each.pointer)).toContain(pointer);
    expect([error.code, ...error.errors.map((each) => each.code)]).toContain(code);
  });

  it('of work names the process, in pieces', () => {
    const quote = checkQuote(workQuote, 'processing', 'turning', at);
    expect(quote).toMatchObject({ subject: 'turning', per: 'H87', attributes: { material: 'carbon-steel' } });
    expect(quote.weighingBasis).toBeUndefined();
  });

  it('comes to price with tax, and freight, times the quantity, rounded once', () => {
    const terms: Quote = {
      ...checkQuote(goodsQuote, 'supply', 'steel.rebar', at),
      unitPrice: { amount: '3000.0001', currency: 'CNY' },
      taxIncluded: false,
      freight: { amount: '52.5', currency: 'CNY' },
      quantity: { value: '333.333', unit: 'TNE', basis: 'theoretical' },
    };
    // (3000.0001 × 1.13 + 52.5) × 333.333 = 1147498.8901663329
    expect(totalOf(terms)).toBe(114_749_889n);
  });
});

/** Commands that come in any order and at any time. */
const command = fc.record({
  what: fc.constantFrom('quote', 'withdraw', 'accept', 'say', 'close', 'post-closed', 'clock'),
  quote: fc.integer({ min: 0, max: 3 }),
  after: fc.integer({ min: 0, max: 8 * 24 }),
});

it('at most one quote is accepted, the one that stood and in its time, and nothing happens after it', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      const events = past(asked);
      let now = at;
      let made = 0;
      for (const { what, quote, after: hours } of commands) {
        now = addDuration(now, `PT${hours}H`);
        const validUntil = addDuration(now, 'P5D');
        const all: Record<string, EnquiryCommand> = {
          quote: quoting(`q${made}`, now, {
            ...goodsQuote,
            validUntil,
            deliverBy: '2026-12-31',
          }),
          withdraw: { type: 'withdrawQuote', at: now, by: mill.id, quote: `q${quote}` },
          accept: accepting(`q${quote}`, now),
          say: saying(mill.id, now),
          close: { type: 'closeEnquiry', at: now, by: builder.id },
          'post-closed': { type: 'endEnquiry', at: now, outcome: 'post-closed', event: 'e' },
          clock: { type: 'timePassed', at: now },
        };
        try {
          events.push(...enquiry.decide(all[what] as EnquiryCommand, fold(enquiry, events)));
          if (what === 'quote') made += 1;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
      }
      const ends = events.filter(({ type }) => type === 'QuoteAccepted' || type === 'EnquiryClosed');
      expect(ends.length).toBeLessThanOrEqual(1);
      expect(events.filter(({ type }) => type === 'EnquiryAnswered').length).toBeLessThanOrEqual(1);
      const [end] = ends;
      if (end?.type !== 'QuoteAccepted') return;
      expect(events.at(-1)).toBe(end);
      const before = events.filter(({ type }) => type === 'QuoteMade' || type === 'QuoteWithdrawn').at(-1);
      expect(before).toMatchObject({ type: 'QuoteMade', data: { quote: end.data.quote } });
      expect(end.data.acceptedAt < end.data.terms.validUntil).toBe(true);
    }),
    { numRuns: 300 },
  );
});
