/** The collector of `AWS::ApiGateway::Stage`. */
import type { Stage } from '@aws-sdk/client-api-gateway';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { capitalisedJson, mapped } from '../mapping.ts';
import { variables } from '../secret-values.ts';
import { restApis } from './apigateway.ts';

export default defineCollector({
  type: 'AWS::ApiGateway::Stage',
  summary: 'Stages of REST APIs: logging, tracing, throttling, cache, canary. Variables as digests.',
  scope: 'regional',
  actions: ['apigateway:GET'],
  async *list(ctx) {
    const { APIGatewayClient, GetStagesCommand } = await import('@aws-sdk/client-api-gateway');
    for (const { id: restApiId = '', name: api = '' } of await restApis(ctx)) {
      const answer = await ctx.client(APIGatewayClient).send(new GetStagesCommand({ restApiId }));
      for (const stage of given(answer.item, 'item', 'apigateway:GetStages')) {
        const name = stage.stageName ?? '';
        const arn = `arn:${ctx.partition}:apigateway:${ctx.region}::/restapis/${restApiId}/stages/${name}`;
        const properties = { RestApiId: restApiId, ...propertiesOf(stage, ctx) };
        // Many APIs have a stage `prod`: told apart by the API's name.
        yield { id: `${restApiId}|${name}`, arn, name: `${api}/${name}`, tags: stage.tags ?? {}, properties };
      }
    }
  },
  tags: 'listed',
  needs: ['AWS::ApiGateway::RestApi'],
  livesIn: { RestApiId: 'AWS::ApiGateway::RestApi' },
  comparators: {
    'AccessLogSetting.DestinationArn': { compare: 'same', severity: 'high', worse: 'absent' },
    'AccessLogSetting.Format': 'same',
    CacheClusterEnabled: 'same',
    CacheClusterSize: 'same',
    'CanarySetting.PercentTraffic': 'same',
    'CanarySetting.UseStageCache': 'same',
    ClientCertificateId: { compare: 'all-or-none', why: 'It has an id of its own in every region.' },
    Description: { compare: 'same', severity: 'low' },
    DocumentationVersion: { compare: 'same', severity: 'low' },
    MethodSettings: 'same',
    RestApiId: 'same',
    StageName: 'same',
    TracingEnabled: { compare: 'same', worse: 'false' },
    Variables: 'same',
    WebAclArn: { compare: 'same', severity: 'high', worse: 'absent' },
  },
  wordsForPeople: ['Description'],
  notRead: { DeploymentId: 'an id of its own, and a new one with every deployment' },
  cannotSee: ['What the deployment holds that the stage serves: the resources are compared with the API.'],
});

function propertiesOf(stage: Stage, ctx: CollectorContext): JsonObject {
  const { canarySettings: canary, methodSettings, variables: given } = stage;
  // `~1` stands for a slash in the path of a method's settings.
  const settings = Object.entries(methodSettings ?? {}).map(
    ([path, setting]) => [path.replaceAll('~1', '/'), capitalisedJson(setting)] as const,
  );
  const taken = mapped(stage, {
    rename: {
      CacheClusterEnabled: 'cacheClusterEnabled',
      CacheClusterSize: 'cacheClusterSize',
      ClientCertificateId: 'clientCertificateId',
      Description: 'description',
      DocumentationVersion: 'documentationVersion',
      StageName: 'stageName',
      TracingEnabled: 'tracingEnabled',
      WebAclArn: 'webAclArn',
    },
  });
  return compact({
    ...taken,
    AccessLogSetting: stage.accessLogSettings && capitalisedJson(stage.accessLogSettings),
    CanarySetting: canary && compact({ PercentTraffic: canary.percentTraffic, UseStageCache: canary.useStageCache }),
    MethodSettings: settings.length === 0 ? undefined : Object.fromEntries(settings),
    Variables: given && Object.keys(given).length > 0 ? variables(given, ctx) : undefined,
  });
}
