import type { CompetitionRequested } from '../contracts/events.ts';
import type { JointTenderRequested } from '../joint/events.ts';
import type { Draft, Item } from './draft.ts';
import type { Estimates } from './events.ts';

/** The draft of a joint tender (联合招标): its lots and items are those of the locked round, each naming its line and whose it is. */
export function jointDraft(request: JointTenderRequested['data'], estimates: Estimates['estimates']): Draft {
  const { title, regime, deadline, bidValidityDays, round, hash, buyers, excluded } = request;
  return {
    title,
    regime,
    method: 'lowest-evaluated-price',
    openingMode: 'automatic',
    deadline,
    bidValidityDays,
    lots: request.lots.map(({ id, title, items }) => ({
      id,
      title,
      items: items.map(({ item, line, buyer, ...goods }): Item => ({ id: item, ...goods, demand: { line, buyer } })),
      ...(estimates[id] === undefined ? {} : { estimate: estimates[id] }),
      allocation: { rule: 'winner-takes-all' },
    })),
    joint: { round, hash, buyers, excluded },
  };
}

/** How long the bids of a second stage bind. */
const secondStageValidityDays = 30;

/**
 * The draft of a second stage (二次竞价): for the buyer that asked, among the members of its agreement. Their prices are
 * told by the agreement's items, or by the tender's own.
 */
export function competitionDraft(request: CompetitionRequested['data']): Draft {
  const { title, deadline, agreement, members, itemOf, excluded, lots } = request;
  const items = lots.flatMap((lot) => lot.items.map(({ id }) => id));
  return {
    title,
    regime: 'framework-second-stage',
    method: 'lowest-evaluated-price',
    openingMode: 'automatic',
    deadline,
    bidValidityDays: secondStageValidityDays,
    lots: lots.map((lot) => ({
      id: lot.id,
      title: lot.title,
      items: lot.items.map(({ priceIndex: _, ...item }) => item),
      allocation: { rule: 'winner-takes-all' },
    })),
    competition: {
      agreement,
      members: members.map(({ supplier, prices }) => ({
        supplier,
        prices: items.flatMap((item) => {
          const agreed = prices.find((price) => price.item === item || price.item === itemOf[item]);
          return agreed === undefined ? [] : [{ item, unitPrice: agreed.unitPrice }];
        }),
      })),
      excluded,
    },
  };
}
