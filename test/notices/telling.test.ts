import { describe, expect, it } from 'vitest';
import type { Notice } from '../../functions/notices/notice.ts';
import { tellingOf, toldEvents, toldOf } from '../../functions/notices/telling.ts';
import { codes, mailOf, worded } from '../../functions/notices/wording.ts';
import { happenings, secret, supplier } from './happenings.ts';

const of = (type: string, data: object, first?: object) =>
  tellingOf(type, { id: 'x/2', aggregateId: 'x', data: { ...data, amount: secret } }, first);
const to = (told: ReturnType<typeof of>) => told.map(({ organisation, code }) => [organisation, code]);

describe('told is', () => {
  it.each(happenings)('%s %j', (type, data, first, expected) => {
    const told = of(type, data, first);
    expect(to(told)).toEqual(expected);
    expect(toldOf(type)?.needsFirst).toBe(first !== undefined);
    // Neither what the event nor what its aggregate's beginning says beyond codes and names.
    expect(JSON.stringify(told)).not.toContain(secret);
    for (const { code, params } of told) {
      expect(codes).toContain(code);
      for (const language of ['zh', 'en'] as const) {
        expect(Object.values(worded({ code, params }, language)).join()).not.toMatch(/[{}]/);
      }
    }
    tested.add(type);
  });
  const tested = new Set<string>();

  it('every line of the table is tried above, and nothing else is told', () => {
    expect([...tested].sort()).toEqual([...toldEvents].sort());
    expect(toldOf('PriceChanged')).toBeUndefined();
    expect(of('PriceChanged', {})).toEqual([]);
  });
});

describe('a mail', () => {
  const notice: Notice = {
    id: 'ntc_1',
    topic: 'enquiries',
    code: 'message-sent',
    params: { subject: 'steel.rebar', party: supplier.name },
    link: '/v1/enquiries/e',
    at: '',
  };
  const links = { origin: 'https://api.example.cn', unsubscribe: 'https://api.example.cn/u' };

  it('says what happened and where, in the language of its reader; a name begins no line of its own', () => {
    expect(mailOf([notice], 'zh', links)).toEqual({
      subject: '【集采】收到留言',
      text: '沙县钢铁 Bcc: x@y.cn在询价（螺纹钢）中留言。\nhttps://api.example.cn/v1/enquiries/e\n\n--\n您收到本邮件，是因为您在集采平台订阅了通知。退订：\nhttps://api.example.cn/u\n',
    });
    expect(mailOf([notice, notice], 'en', links).subject).toBe('【Jicai】2 notices');
    const ofWork = { ...notice, params: { ...notice.params, subject: 'casting-sand' } };
    expect(worded(ofWork, 'zh').text).toContain('询价（砂型铸造）');
  });

  it('names fifty and counts the rest', () => {
    const { text } = mailOf(Array(120).fill(notice), 'zh', links);
    expect(text.match(/\/v1\/enquiries\/e/g)).toHaveLength(50);
    expect(text).toContain('另有 70 条');
  });
});
