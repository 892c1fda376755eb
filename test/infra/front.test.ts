import { describe, expect, test } from 'vitest';
import { apiPaths, consoleHeaders } from '../../shared/http/console.ts';
import { ofType, type Properties, type Resource, resources } from './template.ts';

const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/0b1e';
const all = resources({ stage: 'prod', consoleOrigin: 'https://jicai.example.cn', certificate, cloudFront: true });
const bare = resources({ stage: 'prod' });
const one = (type: string): Resource => {
  const [only, ...others] = ofType(all, type);
  if (only === undefined || others.length > 0) throw new Error(`one ${type} was expected`);
  return only;
};

describe('in front', () => {
  const distribution = () => one('AWS::CloudFront::Distribution').properties.DistributionConfig;
  // AWS's own policies CachingDisabled and CachingOptimized.
  const [disabled, optimised] = ['4135ea2d-6df8-44a3-9df3-4b5a84be39ad', '658327ea-f89d-4fab-a63d-7e88639e58f6'];

  test('nothing of the API is cached, and plain HTTP is refused to it', () => {
    const { CacheBehaviors: behaviours } = distribution();
    expect(behaviours.map(({ PathPattern: path }: Properties) => path).sort()).toEqual([...apiPaths].sort());
    for (const { ViewerProtocolPolicy: protocol, CachePolicyId: policy, TargetOriginId: origin } of behaviours) {
      expect([protocol, policy]).toEqual(['https-only', disabled]);
      expect(origin).not.toBe(distribution().DefaultCacheBehavior.TargetOriginId);
    }
    expect(ofType(bare, 'AWS::CloudFront::Distribution')).toEqual([]);
  });

  test('the console comes from a bucket that the distribution alone reads, over HTTPS, each page from the one page', () => {
    const { DefaultCacheBehavior: behaviour, Origins: origins, Aliases: names } = distribution();
    expect([behaviour.ViewerProtocolPolicy, behaviour.CachePolicyId]).toEqual(['redirect-to-https', optimised]);
    const place = origins.find(({ Id: id }: Properties) => id === behaviour.TargetOriginId);
    expect(place.OriginAccessControlId).toBeDefined();
    const bucket = all.find(({ id }) => id.startsWith('ConsoleFiles') && !id.includes('Policy'));
    const policy = all.find(({ properties }) => properties.Bucket?.Ref === bucket?.id);
    const allowed = policy?.properties.PolicyDocument.Statement.filter(
      ({ Effect: effect }: Properties) => effect === 'Allow',
    );
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toMatchObject({
      Action: ['s3:GetObject', 's3:ListBucket'],
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
    });
    expect(names).toEqual(['jicai.example.cn']);

    const { FunctionCode: code } = one('AWS::CloudFront::Function').properties;
    const served = (uri: string) => new Function(`${code}; return handler({ request: { uri: '${uri}' } }).uri`)();
    expect(['/', '/tenders/tnd_1', '/assets/main-1a.js', '/console.json'].map(served)).toEqual([
      '/index.html',
      '/index.html',
      '/assets/main-1a.js',
      '/console.json',
    ]);
  });

  test('the console’s headers are those of one machine', () => {
    const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = one(
      'AWS::CloudFront::ResponseHeadersPolicy',
    ).properties.ResponseHeadersPolicyConfig;
    const policy = JSON.stringify(security.ContentSecurityPolicy.ContentSecurityPolicy);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toMatch(/connect-src 'self' https:\/\/cognito-idp\..*amazoncognito\.com.*RegionalDomainName/);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(security).toMatchObject({
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'same-origin' },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, IncludeSubdomains: true },
    });
    const named = [
      'Content-Security-Policy',
      'Strict-Transport-Security',
      'X-Content-Type-Options',
      'X-Frame-Options',
      'Referrer-Policy',
    ];
    const { 'Content-Security-Policy': _, ...others } = consoleHeaders({ connect: [], pictures: [] });
    for (const [header, value] of Object.entries(others).filter(([name]) => !named.includes(name))) {
      expect(custom.Items).toContainEqual({ Header: header, Value: value, Override: true });
    }
  });

  test('whoever signs in comes back to the console', () => {
    expect(one('AWS::Cognito::UserPoolClient').properties).toMatchObject({
      CallbackURLs: ['https://jicai.example.cn/signed-in'],
      LogoutURLs: ['https://jicai.example.cn/'],
      AllowedOAuthFlows: ['code'],
    });
    expect(one('AWS::Cognito::UserPoolClient').properties.GenerateSecret).not.toBe(true);
  });
});
