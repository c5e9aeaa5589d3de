/** The collector of `AWS::ApiGatewayV2::Stage`. */
import type { Stage } from '@aws-sdk/client-apigatewayv2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { byToken } from '../aws/by-token.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { variables } from '../secret-values.ts';
import { full, httpApis } from './apigateway.ts';

const TAKEN = ['AccessLogSettings', 'AutoDeploy', 'DefaultRouteSettings', 'Description', 'RouteSettings', 'StageName'];

export default defineCollector({
  type: 'AWS::ApiGatewayV2::Stage',
  summary: 'Stages of HTTP and WebSocket APIs: deployment, logging, throttling. Variables as digests.',
  scope: 'regional',
  actions: ['apigateway:GET'],
  async *list(ctx) {
    const { ApiGatewayV2Client, GetStagesCommand } = await import('@aws-sdk/client-apigatewayv2');
    const client = ctx.client(ApiGatewayV2Client);
    for (const { ApiId = '', Name = '' } of await httpApis(ctx)) {
      const pages = byToken((token) => client.send(new GetStagesCommand({ ApiId, ...full(token) })));
      for await (const { Items } of pages) {
        for (const stage of given(Items, 'Items', 'apigateway:GetStages')) {
          const name = stage.StageName ?? '';
          const arn = `arn:${ctx.partition}:apigateway:${ctx.region}::/apis/${ApiId}/stages/${name}`;
          const properties = { ApiId, ...propertiesOf(stage, ctx) };
          // Many APIs have a stage `$default`: told apart by the API's name.
          yield { id: `${ApiId}|${name}`, arn, name: `${Name}/${name}`, tags: stage.Tags ?? {}, properties };
        }
      }
    }
  },
  tags: 'listed',
  needs: ['AWS::ApiGatewayV2::Api'],
  absorbs: ['AWS::ApiGatewayV2::Deployment'],
  livesIn: { ApiId: 'AWS::ApiGatewayV2::Api' },
  comparators: {
    'AccessLogSettings.DestinationArn': { compare: 'same', severity: 'high', worse: 'absent' },
    'AccessLogSettings.Format': 'same',
    ApiId: 'same',
    AutoDeploy: { compare: 'same', severity: 'high' },
    ClientCertificateId: { compare: 'all-or-none', why: 'It has an id of its own in every region.' },
    'DefaultRouteSettings.DataTraceEnabled': 'same',
    'DefaultRouteSettings.DetailedMetricsEnabled': 'same',
    'DefaultRouteSettings.LoggingLevel': 'same',
    'DefaultRouteSettings.ThrottlingBurstLimit': { compare: 'same', worse: 'smaller' },
    'DefaultRouteSettings.ThrottlingRateLimit': { compare: 'same', worse: 'smaller' },
    Description: { compare: 'same', severity: 'low' },
    RouteSettings: 'same',
    StageName: 'same',
    StageVariables: 'same',
  },
  wordsForPeople: ['Description'],
  notRead: {
    AccessPolicyId: 'no API tells it',
    DeploymentId: 'an id of its own, and a new one with every deployment',
  },
  cannotSee: ['What the deployment holds that the stage serves, where it is not deployed by itself.'],
});

function propertiesOf(stage: Stage, ctx: CollectorContext): JsonObject {
  const given = stage.StageVariables ?? {};
  return compact({
    ...mapped(stage, { take: [...TAKEN, 'ClientCertificateId'] }),
    StageVariables: Object.keys(given).length === 0 ? undefined : variables(given, ctx),
  });
}
