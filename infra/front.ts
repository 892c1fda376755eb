import { CfnOutput, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  type HeadersReferrerPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { apiPaths, consoleHeaders, type Outside } from '../shared/http/console.ts';
import { acknowledge, whyNoAccessLog } from './acknowledge.ts';
import type { Settings } from './settings.ts';

/** A page's address has no file's ending: the console's one page is served there, and shows what the address says. */
const pages = `function handler(event) {
  var request = event.request;
  if (request.uri.split('/').pop().indexOf('.') === -1) request.uri = '/index.html';
  return request;
}`;

/**
 * The console in a bucket that nobody but this distribution reads, and the API behind the same name, so that no page asks
 * another origin; a flat-rate plan can be taken out for it in CloudFront's console. What the build names by its content is
 * cached; of the API nothing is: an answer depends on who asks, and no bid belongs into a cache at the edge (电子招标投标办法,
 * Order 20, art. 10). @returns where people open the console, `https://…` without a path
 */
export function front(scope: Construct, apiUrl: string, outside: Outside, settings: Settings): string {
  const bucket = consoleBucket(scope, settings);
  const api: BehaviorOptions = {
    origin: new HttpOrigin(Fn.select(2, Fn.split('/', apiUrl))),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  };
  const { consoleOrigin, certificate } = settings;
  const distribution = new Distribution(scope, 'Front', {
    comment: 'Jicai',
    priceClass: PriceClass.PRICE_CLASS_ALL,
    defaultRootObject: 'index.html',
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    ...(consoleOrigin === undefined || certificate === undefined
      ? {}
      : {
          domainNames: [new URL(consoleOrigin).host],
          certificate: Certificate.fromCertificateArn(scope, 'FrontCertificate', certificate),
        }),
    defaultBehavior: {
      // Whoever may list is told of a file that is not there that it is not, rather than that it may not be read.
      origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket, {
        originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: headersOf(scope, outside),
      functionAssociations: [
        {
          eventType: FunctionEventType.VIEWER_REQUEST,
          function: new EdgeFunction(scope, 'FrontPages', {
            code: FunctionCode.fromInline(pages),
            runtime: FunctionRuntime.JS_2_0,
          }),
        },
      ],
    },
    additionalBehaviors: Object.fromEntries(apiPaths.map((path) => [path, api])),
  });
  acknowledge(distribution, 'CFR1', 'suppliers and the public may come from anywhere');
  acknowledge(distribution, 'CFR2', 'the flat-rate plan brings its own firewall; without one the gateway throttles');
  acknowledge(distribution, 'CFR3', 'the gateway logs every request, without the address of who sent it');
  acknowledge(
    distribution,
    'CFR4',
    'under CloudFront’s own name it takes TLS 1.2 from whoever can; a name of one’s own sets the minimum',
  );
  new CfnOutput(scope, 'ConsoleBucket', { value: bucket.bucketName });
  return consoleOrigin ?? `https://${distribution.domainName}`;
}

/** Nothing in it is the only copy: the next deployment puts it there again. */
function consoleBucket(scope: Construct, { keepsData }: Settings): Bucket {
  const bucket = new Bucket(scope, 'ConsoleFiles', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  acknowledge(bucket, 'S1', whyNoAccessLog);
  return bucket;
}

/** The headers of `consoleHeaders`, as CloudFront wants them said: those of security by name, others one by one. */
function headersOf(scope: Construct, outside: Outside): ResponseHeadersPolicy {
  const {
    'Content-Security-Policy': contentSecurityPolicy = '',
    'Strict-Transport-Security': transport = '',
    'X-Content-Type-Options': _nosniff,
    'X-Frame-Options': _deny,
    'Referrer-Policy': referrer,
    ...others
  } = consoleHeaders(outside);
  const override = true;
  return new ResponseHeadersPolicy(scope, 'FrontHeaders', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.seconds(Number(transport.match(/max-age=(\d+)/)?.[1])),
        includeSubdomains: transport.includes('includeSubDomains'),
        override,
      },
      contentTypeOptions: { override },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override },
      referrerPolicy: { referrerPolicy: referrer as HeadersReferrerPolicy, override },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override })),
    },
  });
}
