import { describe, expect, test } from 'vitest';
import { allowing, ofType, type Resource, resources, statements } from './template.ts';

const mail = { from: 'notice@jicai.example.cn', identity: 'jicai.example.cn' };
const sending = resources({ stage: 'prod', mail });
const roleOf = (all: readonly Resource[], name: string): string =>
  ofType(all, 'AWS::Lambda::Function').find(({ id }) => id.replace(/[0-9A-F]{8}$/, '') === name)?.properties.Role[
    'Fn::GetAtt'
  ][0];

describe('mail', () => {
  const sent = (all: readonly Resource[]) =>
    statements(all).filter(({ actions }) => actions.some((action) => action.startsWith('ses:')));

  test('is sent by the work alone, from one address of one identity', () => {
    expect(sent(sending)).toMatchObject([
      {
        principals: [roleOf(sending, 'Work')],
        effect: 'Allow',
        actions: ['ses:SendEmail'],
        condition: { StringEquals: { 'ses:FromAddress': mail.from } },
      },
    ]);
    expect(sent(sending)[0]?.resources).toEqual([expect.stringMatching(/:identity\/jicai\.example\.cn"/)]);
  });

  test('is nobody’s where no sender is named, and a sender is of its identity', () => {
    expect(sent(resources({ stage: 'prod' }))).toEqual([]);
    for (const wrong of [{ from: 'jicai.example.cn' }, { identity: 'example.cn' }]) {
      expect(() => resources({ mail: { ...mail, ...wrong } })).toThrow('mail.from');
    }
  });
});

test('the api, the stream and the clock ask the work to send, and each tells it where it stands', () => {
  const work = ofType(sending, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('Work'));
  const jobs = work?.properties.Environment.Variables.JOBS_QUEUE.Ref;
  const may = allowing(statements(sending), 'sqs:SendMessage', jobs).flatMap(({ principals }) => principals);
  expect(new Set(may)).toEqual(new Set(['Api', 'Stream', 'Clock', 'Work'].map((name) => roleOf(sending, name))));
  expect(work?.properties.Environment.Variables.PUBLIC_URL).toBeDefined();
});

test('whoever writes the table may update an item: accounts and waiting mail are', () => {
  const main = ofType(sending, 'AWS::DynamoDB::Table').find(({ id }) => id.startsWith('Main'));
  const may = allowing(statements(sending), 'dynamodb:UpdateItem', main?.id ?? '');
  expect(new Set(may.flatMap(({ principals }) => principals)).size).toBe(5);
});
