import { Fn } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  OriginRequestPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/**
 * A distribution in front of the API, for which a flat-rate plan can be taken out in the console. It caches nothing: an
 * answer depends on who asks, and no bid belongs into a cache at the edge (电子招标投标办法, Order 20, art. 10).
 */
export function front(scope: Construct, apiUrl: string): Distribution {
  const distribution = new Distribution(scope, 'Front', {
    comment: 'Jicai API',
    priceClass: PriceClass.PRICE_CLASS_ALL,
    defaultBehavior: {
      origin: new HttpOrigin(Fn.select(2, Fn.split('/', apiUrl))),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    },
  });
  acknowledge(distribution, 'CFR1', 'suppliers and the public may come from anywhere');
  acknowledge(distribution, 'CFR2', 'the flat-rate plan brings its own firewall; without one the gateway throttles');
  acknowledge(distribution, 'CFR3', 'the gateway logs every request, without the address of who sent it');
  acknowledge(
    distribution,
    'CFR4',
    'under CloudFront’s own name it takes TLS 1.2 from whoever can; a name of one’s own sets the minimum',
  );
  return distribution;
}
