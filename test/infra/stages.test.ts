import { describe, expect, test } from 'vitest';
import { entries } from '../../infra/limits.ts';
import { allowing, ofType, resources, statements } from './template.ts';

const prod = resources({ stage: 'prod' });

describe('stages', () => {
  test('production keeps its tables, keys, bucket and users, and can go back to any second', () => {
    const tables = ofType(prod, 'AWS::DynamoDB::Table');
    expect(tables).toHaveLength(2);
    for (const { properties } of tables) {
      expect(properties).toMatchObject({
        DeletionProtectionEnabled: true,
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
    }
    const kept = [
      'AWS::DynamoDB::Table',
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::Cognito::UserPool',
      'AWS::Logs::LogGroup',
    ];
    for (const { deletionPolicy } of prod.filter(({ type }) => kept.includes(type)))
      expect(deletionPolicy).toBe('Retain');
  });

  test('production that is to go lets everything go but what is locked', () => {
    const going = resources({ stage: 'prod' }, false);
    const staying = going.filter(({ deletionPolicy }) => deletionPolicy === 'Retain');
    expect(staying.map(({ id }) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual(['FilesBucket', 'HeadsBucket']);
    for (const { properties } of ofType(going, 'AWS::DynamoDB::Table'))
      expect(properties.DeletionProtectionEnabled).toBe(false);
  });

  test('what a stack of development made goes with it', () => {
    const dev = resources({ stage: 'dev' });
    expect(dev.filter(({ deletionPolicy }) => deletionPolicy === 'Retain')).toEqual([]);
    for (const { properties } of ofType(dev, 'AWS::DynamoDB::Table'))
      expect(properties.DeletionProtectionEnabled).toBe(false);
  });

  test('an issuer of one’s own takes the place of the user pool', () => {
    const issuer = { issuer: 'https://id.example.cn', jwksUri: 'https://id.example.cn/keys', audience: 'jicai' };
    const own = resources({ issuer });
    expect(ofType(own, 'AWS::Cognito::UserPool')).toEqual([]);
    const api = own.find(({ properties }) => properties.Environment?.Variables.ISSUER && properties.Timeout === 20);
    expect(api?.properties.Environment.Variables).toMatchObject({
      ISSUER: 'https://id.example.cn',
      JWKS_URI: 'https://id.example.cn/keys',
      AUDIENCE: 'jicai',
    });
    expect(() => resources({ issuer: { ...issuer, jwksUri: 'http://id.example.cn' } })).toThrow('issuer.jwksUri');
    expect(() => resources({ issuer: { ...issuer, audience: '' } })).toThrow('audience');
  });

  test('who supervises comes from the settings, who operates is a parameter of the stack', () => {
    const set = resources({ supervisors: ['c', 'd'], operatorAffiliates: ['91350400MA00000000'] });
    const told = set.filter(({ properties }) => properties.Environment?.Variables.SUPERVISORS === 'c,d');
    expect(told).toHaveLength(entries.length - 1);
    for (const { properties } of told) expect(properties.Environment.Variables.OPERATORS).toEqual({ Ref: 'Operators' });
  });

  test('restored tables take the place of the stack’s own, which stay', () => {
    const mainStream = 'arn:aws:dynamodb:ap-southeast-1:111122223333:table/main-back/stream/2026-03-02T01:00:00.000';
    const set = resources({ stage: 'prod', restored: { main: 'main-back', mainStream, vault: 'vault-back' } });
    const own = ofType(set, 'AWS::DynamoDB::Table');
    expect(own).toHaveLength(2);
    const functions = set.filter(({ properties }) => properties.Environment?.Variables.MAIN_TABLE !== undefined);
    expect(functions).toHaveLength(entries.length);
    for (const { properties } of functions) {
      expect(properties.Environment.Variables).toMatchObject({ MAIN_TABLE: 'main-back', VAULT_TABLE: 'vault-back' });
    }
    const [stream] = ofType(set, 'AWS::Lambda::EventSourceMapping').filter(
      ({ properties }) => properties.StartingPosition !== undefined,
    );
    expect(stream?.properties.EventSourceArn).toBe(mainStream);
    const said = statements(set);
    for (const { id } of own) {
      for (const action of ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']) {
        expect(allowing(said, action, id)).toEqual([]);
      }
    }
    const named = said.flatMap(({ resources: on }) => on);
    for (const one of ['table/main-back"', 'table/main-back/index/due"', 'table/vault-back"']) {
      expect(named.some((each) => each.includes(one))).toBe(true);
    }
    expect(() => resources({ restored: { main: 'other', mainStream, vault: 'vault-back' } })).toThrow('mainStream');
  });
});
