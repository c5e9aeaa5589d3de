/** The collector of `AWS::CodeDeploy::DeploymentGroup`. */
import type { DeploymentGroupInfo } from '@aws-sdk/client-codedeploy';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given, inBatches } from '../aws/answer.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { capitalisedJson, mapped } from '../mapping.ts';
import { applicationNames } from './codedeploy.ts';

export default defineCollector({
  type: 'AWS::CodeDeploy::DeploymentGroup',
  summary: 'CodeDeploy deployment groups: what they deploy to, how, and when a deployment is rolled back.',
  scope: 'regional',
  uniqueName: false,
  livesIn: { ApplicationName: 'AWS::CodeDeploy::Application' },
  actions: ['codedeploy:ListApplications', 'codedeploy:ListDeploymentGroups', 'codedeploy:BatchGetDeploymentGroups'],
  async *list(ctx) {
    const found = await Promise.all((await applicationNames(ctx)).map((name) => groupsOf(ctx, name)));
    for (const one of found.flat()) {
      const id = one.deploymentGroupName ?? '';
      const within = one.applicationName ?? '';
      const arn = `arn:${ctx.partition}:codedeploy:${ctx.region}:${ctx.account}:deploymentgroup:${within}/${id}`;
      yield { id, arn, name: id, within, properties: propertiesOf(one) };
    }
  },
  tags: 'tagging-api',
  needs: ['AWS::ECS::Service', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::IAM::Role'],
  references: {
    ApplicationName: 'AWS::CodeDeploy::Application',
    'AlarmConfiguration.Alarms.Name': 'AWS::CloudWatch::Alarm',
    AutoScalingGroups: 'AWS::AutoScaling::AutoScalingGroup',
    'ECSServices.ClusterName': 'AWS::ECS::Cluster',
    'ECSServices.ServiceName': 'AWS::ECS::Service',
    'LoadBalancerInfo.TargetGroupInfoList.Name': 'AWS::ElasticLoadBalancingV2::TargetGroup',
    'LoadBalancerInfo.TargetGroupPairInfoList.TargetGroups.Name': 'AWS::ElasticLoadBalancingV2::TargetGroup',
  },
  comparators: {
    'AlarmConfiguration.Alarms': 'same',
    'AlarmConfiguration.Enabled': {
      compare: 'same',
      severity: 'high',
      worse: 'false',
      why: 'Without it no alarm stops a bad deployment.',
    },
    ApplicationName: 'same',
    'AutoRollbackConfiguration.Enabled': { compare: 'same', severity: 'high', worse: 'false' },
    'AutoRollbackConfiguration.Events': 'same',
    AutoScalingGroups: 'same',
    BlueGreenDeploymentConfiguration: 'same',
    DeploymentConfigName: { compare: 'same', why: 'It decides how fast the new version takes the load.' },
    'DeploymentStyle.DeploymentOption': { compare: 'same', severity: 'high' },
    'DeploymentStyle.DeploymentType': { compare: 'same', severity: 'high', why: 'In place or blue/green.' },
    ECSServices: 'same',
    Ec2TagFilters: 'same',
    Ec2TagSet: 'same',
    LoadBalancerInfo: 'same',
    OnPremisesInstanceTagFilters: 'same',
    OnPremisesTagSet: 'same',
    OutdatedInstancesStrategy: 'same',
    ServiceRoleArn: { compare: 'same', severity: 'high' },
    TerminationHookEnabled: 'same',
    TriggerConfigurations: 'same',
  },
  sets: [
    ...['AlarmConfiguration.Alarms', 'AutoRollbackConfiguration.Events', 'AutoScalingGroups', 'ECSServices'],
    ...['Ec2TagFilters', 'OnPremisesInstanceTagFilters'],
  ],
  keyed: { TriggerConfigurations: ['TriggerName'] },
  notRead: {
    Deployment: 'what to deploy at its creation, which CodeDeploy does not keep apart from later deployments',
    DeploymentGroupName: 'it is the name',
  },
  cannotSee: [
    'Deployments: what was deployed last, and whether it went well.',
    'What a deployment configuration of your own says: its name is compared.',
  ],
});

async function groupsOf(ctx: CollectorContext, applicationName: string): Promise<readonly DeploymentGroupInfo[]> {
  const sdk = await import('@aws-sdk/client-codedeploy');
  const client = ctx.client(sdk.CodeDeployClient);
  const pages = sdk.paginateListDeploymentGroups({ client }, { applicationName });
  const names = await allOf(pages, (page) =>
    given(page.deploymentGroups, 'deploymentGroups', 'codedeploy:ListDeploymentGroups'),
  );
  const found = await Promise.all(
    inBatches(names, 100).map(async (batch) => {
      const command = new sdk.BatchGetDeploymentGroupsCommand({ applicationName, deploymentGroupNames: [...batch] });
      const answer = await client.send(command);
      // What was deleted between the two calls is told here, and is no failure.
      const other = /does not exist|found for name/i.test(answer.errorMessage ?? '') ? '' : (answer.errorMessage ?? '');
      if (other !== '') throw new Error(other);
      return given(answer.deploymentGroupsInfo, 'deploymentGroupsInfo', 'codedeploy:BatchGetDeploymentGroups');
    }),
  );
  return found.flat();
}

function propertiesOf(one: DeploymentGroupInfo): JsonObject {
  const { alarmConfiguration: alarms, autoRollbackConfiguration: rollback } = one;
  const answer = {
    ...one,
    autoScalingGroups: one.autoScalingGroups?.map(({ name }) => name),
    // Where there is none CodeDeploy answers one that is off.
    alarmConfiguration: alarms?.enabled || alarms?.alarms?.length ? alarms : undefined,
    autoRollbackConfiguration: rollback?.enabled || rollback?.events?.length ? rollback : undefined,
    ec2TagSet: { ec2TagSetList: one.ec2TagSet?.ec2TagSetList?.map((ec2TagGroup) => ({ ec2TagGroup })) },
    onPremisesTagSet: {
      onPremisesTagSetList: one.onPremisesTagSet?.onPremisesTagSetList?.map((onPremisesTagGroup) => ({
        onPremisesTagGroup,
      })),
    },
  };
  return mapped(capitalisedJson(answer), {
    take: [
      ...['AlarmConfiguration', 'ApplicationName', 'AutoRollbackConfiguration', 'AutoScalingGroups'],
      ...['BlueGreenDeploymentConfiguration', 'DeploymentConfigName', 'DeploymentStyle'],
      ...['Ec2TagFilters', 'Ec2TagSet', 'LoadBalancerInfo', 'OnPremisesInstanceTagFilters', 'OnPremisesTagSet'],
      ...['OutdatedInstancesStrategy', 'ServiceRoleArn', 'TerminationHookEnabled', 'TriggerConfigurations'],
    ],
    rename: { ECSServices: 'EcsServices' },
    sets: ['AutoScalingGroups', 'ECSServices', 'Ec2TagFilters', 'OnPremisesInstanceTagFilters'],
  });
}
