import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { LogsOf } from './logs.ts';
import type { Settings } from './settings.ts';

interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** Everything that no class of its own takes: reads, mostly. */
const reads: Throttle = { rateLimit: 1000, burstLimit: 2000 };

/** Classes of routes with a limit of their own, so that one crowd does not shut out another. */
const classes: readonly (Throttle & { readonly id: string; readonly method: HttpMethod; readonly path: string })[] = [
  // The last second before a deadline is the platform's busiest: bids get all that the tables take.
  { id: 'Bid', method: HttpMethod.PUT, path: '/v1/tenders/{id}/bid', rateLimit: 2000, burstLimit: 4000 },
  { id: 'Attach', method: HttpMethod.POST, path: '/v1/tenders/{id}/bid/attachments', rateLimit: 500, burstLimit: 1000 },
  // A search reads an index in memory and a page of products: dearer than a read, and asked for as one types.
  { id: 'Search', method: HttpMethod.GET, path: '/v1/products', rateLimit: 500, burstLimit: 1000 },
  { id: 'Post', method: HttpMethod.POST, path: '/{proxy+}', rateLimit: 200, burstLimit: 400 },
];

/** What the API's log says of a request: the route's pattern, never the path, an address or a person. */
const logged = {
  requestId: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
};

/** What a browser may send, and read of an answer beside its body. */
const headers = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'X-Organisation',
  'Accept-Language',
];
const exposed = ['ETag', 'Location', 'Retry-After'];

/** One HTTP API in front of one function. Browsers call it from the console's address and from nowhere else. */
export function gateway(scope: Construct, api: IFunction, settings: Settings, logs: LogsOf): HttpStage {
  const { consoleOrigin, stage: name } = settings;
  const http = new HttpApi(scope, 'Gateway', {
    createDefaultStage: false,
    ...(consoleOrigin === undefined
      ? {}
      : {
          corsPreflight: {
            allowOrigins: [consoleOrigin],
            allowMethods: [
              CorsHttpMethod.GET,
              CorsHttpMethod.POST,
              CorsHttpMethod.PUT,
              CorsHttpMethod.PATCH,
              CorsHttpMethod.DELETE,
            ],
            allowHeaders: headers,
            exposeHeaders: exposed,
            maxAge: Duration.hours(1),
          },
        }),
  });
  const integration = new HttpLambdaIntegration('Api', api, { scopePermissionToRoute: false });
  const route = (id: string, routeKey: HttpRouteKey) =>
    new HttpRoute(scope, `${id}Route`, { httpApi: http, routeKey, integration });
  const routes = [
    route('Default', HttpRouteKey.DEFAULT),
    ...classes.map(({ id, method, path }) => route(id, HttpRouteKey.with(path, method))),
  ];
  for (const each of routes) {
    acknowledge(
      each,
      'APIG4',
      'the function checks tokens itself: half of its routes are public, and any OIDC issuer will do',
    );
  }

  const stage = new HttpStage(scope, 'Stage', {
    httpApi: http,
    autoDeploy: true,
    throttle: reads,
    accessLogSettings: {
      destination: new LogGroupLogDestination(logs(scope, 'GatewayLog', `/aws/vendedlogs/jicai-${name}/gateway`)),
      format: AccessLogFormat.custom(JSON.stringify(logged)),
    },
  });
  const cfn = stage.node.defaultChild as CfnStage;
  cfn.routeSettings = Object.fromEntries(
    classes.map(({ method, path, rateLimit, burstLimit }) => [
      `${method} ${path}`,
      { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit },
    ]),
  );
  stage.node.addDependency(...routes);
  return stage;
}
