import { id, money, quantity } from '../../shared/http/schemas.ts';
import { z } from '../../shared/kernel/zod.ts';
import * as s from './matchmaking-schemas.ts';

const firm = z.object({ id: z.string(), name: z.string() });
const place = z.object({ division: z.string(), address: z.string() });
const slot = z.object({ from: z.string(), to: z.string() });

export const phase = z
  .enum(['announced', 'registration-closed', 'timetabled', 'published', 'held', 'ended', 'cancelled'])
  .openapi({ description: '报名中, 报名截止, 已排程, 已公布, 已举办, 已结束, 已取消' });

export const listed = z
  .object({
    id: id('matchmaking'),
    status: phase,
    title: z.string(),
    host: z.string(),
    place,
    day: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    subjects: z.array(z.string()),
    registrationClosesAt: z.string(),
  })
  .openapi('MatchmakingListed');

const worth = z.object({
  musts: z.int().openapi({ description: '指定场次' }),
  firms: z.int().openapi({ description: '至少一场的企业' }),
  value: z.string().openapi({ description: '对接价值合计，分' }),
});
const pair = z.object({ a: z.string(), b: z.string() });

const head = z.object({
  revision: z.int(),
  status: z.enum(['optimal', 'best-found']).openapi({ description: '已证最优, 现有最好' }),
  worth,
  bound: worth.openapi({ description: '任何时刻表都不能超过 · no timetable exceeds it' }),
  gap: z.string().openapi({ description: '与上界之差，%' }),
  registered: z.int(),
  proposed: z.int(),
  meetings: z.int(),
  madeAt: z.string(),
});

export const event = listed
  .extend({
    slots: z.array(slot),
    tables: z.int(),
    places: z.int(),
    placesLeft: z.int(),
    mostMeetings: z.int().optional(),
    remark: z.string().optional(),
    announcedAt: z.string(),
    reason: z.string().optional().openapi({ description: '取消原因' }),
    pins: z
      .object({ must: z.array(pair), never: z.array(pair) })
      .optional()
      .openapi({ description: 'for the organiser' }),
    timetable: head.optional().openapi({ description: 'for the organiser' }),
  })
  .openapi('Matchmaking');

const person = z.object({ name: z.string(), title: z.string().optional(), phone: z.string().optional() });
export const registration = z
  .object({
    event: z.string(),
    firm,
    status: z.enum(['registered', 'withdrawn']),
    people: z.array(person),
    posts: z.array(z.string()),
    products: z.array(z.string()),
    absent: z.array(z.int()),
    wishes: z.array(z.string()).optional().openapi({ description: 'to the firm itself and the organiser' }),
    vetoes: z.array(z.string()).optional(),
    at: z.string(),
  })
  .openapi('MatchmakingRegistration');

export const registrations = z.object({ items: z.array(registration) });

export const participant = z
  .object({ firm, subjects: z.array(z.string()), products: z.array(z.string()) })
  .openapi('MatchmakingParticipant');
export const participants = z.object({ items: z.array(participant) });

export const proposals = z
  .object({
    firm,
    items: z.array(
      z.object({
        counterpart: firm,
        score: z.string().optional().openapi({ description: '最佳匹配得分，0–100' }),
        wished: z.boolean().openapi({ description: '本单位想见' }),
        reasons: z.array(
          z.object({
            subject: z.string(),
            ownPost: z.string(),
            theirPost: z.string(),
            score: z.string().optional().openapi({ description: 'to the firm itself' }),
            exact: z.string().optional(),
          }),
        ),
      }),
    ),
  })
  .openapi('MatchmakingProposals');

const meeting = z.object({
  id: id('meeting'),
  slot: z.int(),
  from: z.string(),
  to: z.string(),
  table: z.int(),
  subject: z.string().optional(),
  score: z.string().optional().openapi({ description: 'to a firm' }),
  status: z
    .enum(['planned', 'cancelled', 'held', 'not-held'])
    .openapi({ description: '已排定, 一方已退出, 已洽谈, 未洽谈' }),
  absent: z.array(z.string()).optional(),
});
export const timetable = z
  .object({
    event: z.string(),
    title: z.string(),
    published: z.boolean(),
    stale: z.boolean().optional().openapi({ description: '报名或指定有变，须重排 · for the organiser' }),
    made: head.optional().openapi({ description: 'for the organiser' }),
    firm: firm.optional(),
    meetings: z.array(
      meeting.extend({
        counterpart: firm.optional().openapi({ description: 'to a firm: the other' }),
        firms: z.array(firm).optional().openapi({ description: 'to the organiser: both' }),
      }),
    ),
  })
  .openapi('MatchmakingTimetable');

export const started = z.object({ job: z.string() }).openapi('MatchmakingTimetableStarted');

export const marked = z
  .object({
    id: id('meeting'),
    firms: z.array(z.string()),
    held: z.boolean(),
    absent: z.array(z.string()).optional(),
    markedAt: z.string(),
  })
  .openapi('MarkedMeeting');

export const intent = z
  .object({
    id: id('intent'),
    event: z.string(),
    status: z.enum(['recorded', 'confirmed', 'declined']).openapi({ description: '已登记, 双方已确认, 已否认' }),
    parties: z.array(firm),
    confirmed: z.array(z.string()),
    subject: z.string(),
    quantity: quantity.optional(),
    estimate: money.optional(),
    remark: z.string().optional(),
    recordedAt: z.string(),
    followUps: z.array(
      z.object({
        firm: z.string(),
        day: s.followUpDay,
        answer: s.answer,
        amount: money.optional(),
        remark: z.string().optional(),
        at: z.string(),
      }),
    ),
    orders: z.array(z.object({ quote: z.string(), amount: money.optional(), at: z.string() })),
  })
  .openapi('Intent');

export const figures = z
  .object({
    registered: z.int(),
    proposed: z.int().optional(),
    meetings: z.int().optional(),
    held: z.int(),
    notHeld: z.int(),
    came: z.int().openapi({ description: '到场洽谈的企业' }),
    intents: z.int(),
    confirmed: z.int(),
    declined: z.int(),
    estimate: money.optional().openapi({ description: '意向金额合计；不足三对企业的不公开' }),
    converted: z
      .array(z.object({ day: s.followUpDay, orders: z.int(), amount: money.optional() }))
      .openapi({ description: '会后 7、30、90 天的成交；不足三对企业的金额不公开' }),
  })
  .openapi('MatchmakingFigures');
