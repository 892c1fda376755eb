import { describe, expect, it } from 'vitest';
import { delivery } from '../../functions/contracts/delivery.ts';
import { given } from '../support/given.ts';
import {
  accept,
  at,
  callOff,
  deliver,
  delivered,
  item,
  kg,
  noted,
  order,
  ordered,
  pieces,
  rebar,
  tonnes,
} from './delivery-fixtures.ts';

const line = ordered(pieces('100'), rebar(), kg('2964', 'theoretical'));
const weighedLine = ordered(tonnes('100', 'weighed'), rebar());
const none = given(delivery);
const bars = delivered(line, noted(pieces('100'), { pieces: '100', weighed: kg('2900'), heatNo: 'H1' }));
const late = '2026-04-27T16:00:00.000Z';

describe('a delivery', () => {
  it('fulfils lines of a confirmed call-off, and may be refused until its days are over', () => {
    none.when(deliver([line], [noted(pieces('40'), { pieces: '40', weighed: kg('1180'), heatNo: 'H1' })])).yields({
      type: 'DeliveryMade',
      data: {
        callOff,
        orderedAt: '2026-04-01T01:00:00.000Z',
        recordedAt: at,
        acceptBy: late,
        lines: [
          {
            item: item(1),
            counted: pieces('40'),
            countedBy: 'pieces',
            limit: '105',
            theoretical: kg('1185.6', 'theoretical'),
            weighed: kg('1180', 'weighed'),
            missing: ['mill-certificate'],
          },
        ],
      },
    });
  });

  it('is not taken after the term, though the clock has not ended the call-off, unless the agreement goes on', () => {
    const after = { at: '2026-12-31T16:00:00.000Z' };
    none.when(deliver([line], [noted(pieces('1'))], after)).refuses('call-off-not-open');
    none
      .when(deliver([line], [noted(pieces('1'))], { ...after, until: '2027-03-31' }))
      .yields({ type: 'DeliveryMade' });
  });

  it('has days of acceptance from when it was told, to the next working day', () => {
    const told = deliver([line], [noted(pieces('1'))], {
      deliveredAt: '2026-04-10T01:00:00.000Z',
      terms: { acceptDays: 5 },
    });
    // 25 April is a Saturday, on which nobody works; 27 April is a Monday.
    none.when(told).yields({ data: { acceptBy: '2026-04-27T16:00:00.000Z', deliveredAt: '2026-04-10T01:00:00.000Z' } });
  });

  it('names the papers that it lacks', () => {
    const document = (kind: 'mill-certificate' | 'weigh-ticket') => ({ kind, name: 'a.pdf', sha256: 'ab' });
    const note = noted(tonnes('10'), { weighed: tonnes('10') });
    const missing = (more: object) => {
      const [made] = delivered(weighedLine, { ...note, ...more });
      return made?.type === 'DeliveryMade' ? made.data.lines[0]?.missing : undefined;
    };
    expect(missing({})).toEqual(['mill-certificate', 'weigh-ticket', 'heat-number']);
    const documents = [document('mill-certificate'), document('weigh-ticket')];
    expect(missing({ heatNo: 'H1', documents })).toEqual([]);
  });

  it('finds every fault of every line', () => {
    const lines = [noted(pieces('0')), noted(pieces('1')), { ...noted(pieces('1')), itemId: item(9) }];
    const { errors } = none.when(deliver([line], lines, { deliveredAt: late })).refuses('delivery-invalid');
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/deliveredAt delivered-in-future',
      '/lines/0/declared quantity-zero',
      '/lines/1/itemId item-repeated',
      '/lines/2/itemId item-not-ordered',
    ]);
    const early = deliver([line], [noted(pieces('1'))], { deliveredAt: '2026-03-31T01:00:00.000Z' });
    none.when(early).refuses('delivery-invalid', '/deliveredAt');
  });

  it.each(['placed', 'refused', 'lapsed', 'cancelled', 'expired', 'fulfilled'])(
    'fulfils no call-off that is %s',
    (status) => {
      none.when(deliver([line], [noted(pieces('1'))], { order: order([line], status) })).refuses('call-off-not-open');
    },
  );

  it('is made once', () => {
    given(delivery, ...bars)
      .when(deliver([line], [noted(pieces('1'))]))
      .refuses('delivery-exists');
    none.when(deliver([line], [], { order: { status: 'none' } })).refuses('not-found');
    none.when(accept([])).refuses('not-found');
  });
});
