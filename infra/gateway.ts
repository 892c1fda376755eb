import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { logRetention } from './function.ts';
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
  { id: 'Post', method: HttpMethod.POST, path: '/{proxy+}', rateLimit: 200, burstLimit: 400 },
];

/** One HTTP API in front of one function; its log names the route's pattern, never the path. */
export function gateway(scope: Construct, api: IFunction, { stage: kind }: Settings): HttpStage {
  const http = new HttpApi(scope, 'Gateway', { createDefaultStage: false });
  const integration = new HttpLambdaIntegration('Api', api, { scopePermissionToRoute: false });
  const route = (id: string, routeKey: HttpRouteKey) =>
    new HttpRoute(scope, `${id}Route`, { httpApi: http, routeKey, integration });
  const routes = [
    route('Default', HttpRouteKey.DEFAULT),
    ...classes.map(({ id, method, path }) => route(id, HttpRouteKey.with(path, method))),
  ];

  const log = new LogGroup(scope, 'GatewayLog', {
    logGroupName: `/aws/vendedlogs/jicai-${kind}/gateway`,
    retention: logRetention,
    removalPolicy: kind === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  const stage = new HttpStage(scope, 'Stage', {
    httpApi: http,
    autoDeploy: true,
    throttle: reads,
    accessLogSettings: {
      destination: new LogGroupLogDestination(log),
      format: AccessLogFormat.custom(
        JSON.stringify({
          requestId: '$context.requestId',
          routeKey: '$context.routeKey',
          status: '$context.status',
        }),
      ),
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
