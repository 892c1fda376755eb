import { describe, expect, it } from 'vitest';
import { tenderingReactions } from '../../functions/tendering/on.ts';
import { openTender } from '../../functions/tendering/open.ts';
import { shareCallId } from '../../functions/tendering/share-call-store.ts';
import { openingOf } from '../support/app.ts';
import { handIn, holders, publishedByCeremony, sealedTwice, wrongShare } from '../support/ceremony.ts';
import { type Party, parties, pastFreezing, putBid } from '../support/world.ts';
import { confirmed, eventsOf, inbox, pass, react, settings, two, type World, world } from './support.ts';

/** Tells tendering of all that happened to a tender, and the notices of what came of it, twice. */
async function told(t: World, tender: string): Promise<void> {
  for (const event of [...(await eventsOf(t, 'tender', tender)), ...(await eventsOf(t, 'tender', tender))]) {
    await tenderingReactions(t.deps).react(event);
    for (const call of await eventsOf(t, 'shareCall', shareCallId(event.id))) await react(t, call);
  }
}

const codes = async (t: World, { sub }: Party) => (await inbox(t, sub)).map(({ code }: { code: string }) => code);

describe('holders of shares of an opening key', () => {
  it('hear that theirs is awaited once bids are frozen, and again when it was wrong, in the inbox of their organisation', async () => {
    const t = await world();
    const [builder, mill] = await two(t);
    const people = await holders(t.call, builder.sub, mill.sub, 'notary');
    const [first, second] = people as [(typeof people)[0], (typeof people)[0]];
    await confirmed(t, mill, 'mill@steel.example');
    await settings(t, mill, { topics: { 'opening-keys': { email: true } } });
    const tender = await publishedByCeremony(t.call, builder, people);
    for (const bidder of await parties(t.call, 10, 3)) {
      const { body } = await sealedTwice(tender, bidder, '3300');
      expect((await putBid(t.call, tender, bidder, body)).status).toBe(200);
    }
    await told(t, tender.id);
    expect([await codes(t, builder), await codes(t, mill)]).toEqual([[], []]);

    pastFreezing(t);
    await openTender(openingOf(t), tender.id);
    await told(t, tender.id);
    expect([await codes(t, builder), await codes(t, mill)]).toEqual([['share-held'], ['share-held']]);
    const [notice] = await inbox(t, builder.sub);
    expect(notice).toMatchObject({ topic: 'opening-keys', link: `/v1/tenders/${tender.id}/ceremony` });
    await pass(t, 'PT2M');
    expect(t.outside.mails.slice(1).map(({ to }) => to)).toEqual(['mill@steel.example']);

    const wrong = await handIn(t.call, tender, first, await wrongShare(tender, first));
    expect([wrong.status, (await handIn(t.call, tender, second)).status]).toEqual([200, 200]);
    await openTender(openingOf(t), tender.id);
    await told(t, tender.id);
    expect((await codes(t, builder)).sort()).toEqual(['share-held', 'share-wrong']);
    expect(await codes(t, mill)).toEqual(['share-held']);
    expect((await handIn(t.call, tender, first)).status).toBe(200);
    await openTender(openingOf(t), tender.id);
    await told(t, tender.id);
    expect(await codes(t, builder)).toHaveLength(2);
  });
});
