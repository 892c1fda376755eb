import { describe, expect, test } from 'vitest';
import { entries } from '../../infra/limits.ts';
import { ofType, resources } from './template.ts';

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
});
