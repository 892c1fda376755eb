import { place, someQuantity } from '../../shared/http/goods.ts';
import { day, id, instant, money, paging, text } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';

/** The most that one event holds. */
const most = {
  slots: 40,
  tables: 200,
  places: 500,
  subjects: 20,
  people: 10,
  posts: 20,
  firms: 50,
  pins: 200,
} as const;

const subject = z.string().min(1).max(60).openapi({ example: 'steel.rebar', description: '品类或工艺代码' });
const slot = z.strictObject({ from: instant, to: instant });

const terms = {
  title: text(80),
  host: text(80).openapi({ description: '主办单位' }),
  place: z.strictObject({ division: place, address: text(120) }),
  day: day.openapi({ description: '举办日期' }),
  slots: z
    .array(slot)
    .min(1)
    .max(most.slots)
    .openapi({ description: '场次：当日先后不重叠 · on that day, one after the other' }),
  tables: z.int().min(1).max(most.tables).openapi({ description: '洽谈桌数 · meetings at a time' }),
  places: z.int().min(2).max(most.places).openapi({ description: '报名企业上限 · how many firms can register' }),
  mostMeetings: z.int().min(1).max(most.slots).optional().openapi({ description: '每家最多场次' }),
  subjects: z.array(subject).max(most.subjects),
  registrationClosesAt: instant,
  remark: text(1000).optional(),
};
export const eventInput = z
  .strictObject({ ...terms, subjects: terms.subjects.default([]) })
  .openapi('MatchmakingInput');
export const eventChanges = z.strictObject(terms).partial().openapi('MatchmakingChanges');
export const cancellation = z.strictObject({ reason: text(300) }).openapi('MatchmakingCancellation');

const firms = z.array(id('organisation')).max(most.firms).default([]);
export const registrationInput = z
  .strictObject({
    people: z
      .array(z.strictObject({ name: text(40), title: text(40).optional(), phone: text(30).optional() }))
      .min(1)
      .max(most.people)
      .openapi({ description: '参会人员：只有主办方与本单位可见 · for the organiser and your own firm alone' }),
    posts: z
      .array(id('post'))
      .max(most.posts)
      .default([])
      .openapi({ description: '带来的供需信息 · your own open posts, from whose matches meetings are proposed' }),
    products: z.array(id('product')).max(most.posts).default([]),
    absent: z
      .array(
        z
          .int()
          .min(0)
          .max(most.slots - 1),
      )
      .max(most.slots)
      .default([])
      .openapi({ description: '不能参加的场次，从 0 起 · slots, from 0, in which you meet nobody' }),
    wishes: firms.openapi({ description: '想见的企业：对方不会看到 · nobody else reads it' }),
    vetoes: firms.openapi({ description: '不见的企业：对方不会看到 · nobody else reads it' }),
  })
  .openapi('MatchmakingRegistrationInput');

const pair = z.strictObject({ a: id('organisation'), b: id('organisation') });
export const pinsInput = z
  .strictObject({ must: z.array(pair).max(most.pins).default([]), never: z.array(pair).max(most.pins).default([]) })
  .openapi('MatchmakingPins');

export const presenceInput = z
  .strictObject({
    held: z.boolean(),
    absent: z.array(id('organisation')).min(1).max(2).optional().openapi({ description: '未到场的一方或双方' }),
  })
  .openapi('MeetingPresence');

export const intentInput = z
  .strictObject({
    with: z
      .array(id('organisation'))
      .min(1)
      .max(2)
      .openapi({ description: '对方；由主办方登记时为双方 · the other firm; both where the organiser records it' }),
    subject,
    quantity: someQuantity.optional(),
    estimate: money.optional().openapi({ description: '意向金额估计 · binds nobody' }),
    remark: text(500).optional(),
  })
  .openapi('IntentInput');

export const followUpDay = z
  .literal([7, 30, 90])
  .openapi({ type: 'integer', enum: [7, 30, 90], description: 'days after the event' });
export const answer = z
  .enum(['contacted', 'quoted', 'ordered', 'given-up'])
  .openapi({ description: '已联系, 已报价, 已成交, 已放弃' });
export const followUpInput = z
  .strictObject({
    day: followUpDay,
    answer,
    amount: money.optional().openapi({ description: '成交金额 · with `ordered`' }),
    remark: text(500).optional(),
  })
  .openapi('FollowUpInput');

export const ofEvent = z.object({ id: id('matchmaking') });
export const ofMeeting = ofEvent.extend({ mid: id('meeting') });
export const ofIntent = z.object({ id: id('intent') });
export const listQuery = z.object({
  ...paging,
  scope: z.enum(['all', 'own']).default('all').openapi({ description: '`own`: those your firm registered for' }),
});
export const pageQuery = z.object(paging);
export const firmQuery = z.object({
  firm: id('organisation').optional().openapi({ description: '由主办方指定 · for the organiser' }),
});
