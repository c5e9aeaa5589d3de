import { CodeDeployClient, CreateApplicationCommand, CreateDeploymentGroupCommand } from '@aws-sdk/client-codedeploy';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-codedeploy-deploymentgroup.ts';

const GROUP = {
  applicationName: 'shop',
  deploymentGroupId: '1',
  deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
  ec2TagFilters: [],
  autoScalingGroups: [
    { name: 'b', hook: 'h' },
    { name: 'a', hook: 'h' },
  ],
  serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
  triggerConfigurations: [{ triggerName: 't', triggerTargetArn: 'arn:aws:sns:us-east-1:111122223333:t' }],
  alarmConfiguration: { enabled: false, ignorePollAlarmFailure: false, alarms: [] },
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
  deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  blueGreenDeploymentConfiguration: {
    terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 },
    deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 0 },
  },
  loadBalancerInfo: {
    targetGroupPairInfoList: [
      { targetGroups: [{ name: 'blue' }, { name: 'green' }], prodTrafficRoute: { listenerArns: ['arn:l'] } },
    ],
  },
  ec2TagSet: { ec2TagSetList: [[{ Key: 'a', Value: 'b', Type: 'KEY_AND_VALUE' }]] },
  computePlatform: 'ECS',
  ecsServices: [{ serviceName: 'web', clusterName: 'shop' }],
  lastSuccessfulDeployment: { deploymentId: 'd-1' },
};
const OTHERS = {
  ListApplications: { applications: ['shop'] },
  BatchGetDeploymentGroups: ({ deploymentGroupNames }: Readonly<Record<string, unknown>>) => ({
    deploymentGroupsInfo: (deploymentGroupNames as string[]).map((deploymentGroupName) => ({
      ...GROUP,
      deploymentGroupName,
    })),
  }),
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListDeploymentGroups: { deploymentGroups: ['g'] } }));
  expect(found).toEqual([
    {
      id: 'g',
      arn: 'arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/g',
      name: 'g',
      within: 'shop',
      properties: {
        ApplicationName: 'shop',
        AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE'] },
        AutoScalingGroups: ['a', 'b'],
        BlueGreenDeploymentConfiguration: {
          TerminateBlueInstancesOnDeploymentSuccess: { Action: 'TERMINATE', TerminationWaitTimeInMinutes: 5 },
          DeploymentReadyOption: { ActionOnTimeout: 'CONTINUE_DEPLOYMENT', WaitTimeInMinutes: 0 },
        },
        DeploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
        DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
        ECSServices: [{ ServiceName: 'web', ClusterName: 'shop' }],
        Ec2TagSet: { Ec2TagSetList: [{ Ec2TagGroup: [{ Key: 'a', Value: 'b', Type: 'KEY_AND_VALUE' }] }] },
        LoadBalancerInfo: {
          TargetGroupPairInfoList: [
            { TargetGroups: [{ Name: 'blue' }, { Name: 'green' }], ProdTrafficRoute: { ListenerArns: ['arn:l'] } },
          ],
        },
        ServiceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
        TriggerConfigurations: [{ TriggerName: 't', TriggerTargetArn: 'arn:aws:sns:us-east-1:111122223333:t' }],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a group that was deleted meanwhile is no failure, any other message is one', async () => {
  const told = (errorMessage: string) =>
    readAll(
      collector,
      stubContext({
        ...OTHERS,
        ListDeploymentGroups: { deploymentGroups: ['g'] },
        BatchGetDeploymentGroups: { deploymentGroupsInfo: [], errorMessage },
      }),
    );
  expect(await told('No Deployment Group found for name: g')).toEqual([]);
  await expect(told('internal')).rejects.toThrow('internal');
});

test('takes all pages; a denied page and an answer without its list throws', async () => {
  const pages = [{ deploymentGroups: ['one'], nextToken: 'two' }, { deploymentGroups: ['two'] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListDeploymentGroups',
    action: 'codedeploy:ListDeploymentGroups',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toEqual(['one', 'two']);
  expect(outcome.inputs).toEqual([{ applicationName: 'shop' }, { applicationName: 'shop', nextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no deploymentGroups');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'codedeploy', action: 'ListDeploymentGroups' },
    async seed(world) {
      const client = new CodeDeployClient(world.clients('us-east-1'));
      const applicationName = 'shop';
      await client.send(new CreateApplicationCommand({ applicationName, computePlatform: 'ECS' }));
      for (const deploymentGroupName of ['one', 'two', 'three']) {
        const serviceRoleArn = 'arn:aws:iam::111122223333:role/deploy';
        await client.send(new CreateDeploymentGroupCommand({ applicationName, deploymentGroupName, serviceRoleArn }));
      }
      return ['one', 'two', 'three'];
    },
  });
  expect(outcome.found.map(({ id }) => id).sort()).toEqual([...outcome.made].sort());
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
