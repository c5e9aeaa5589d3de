import { AutoScalingClient, CreateLaunchConfigurationCommand } from '@aws-sdk/client-auto-scaling';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-autoscaling-launchconfiguration.ts';

const ONE = {
  LaunchConfigurationName: 'web-1',
  LaunchConfigurationARN:
    'arn:aws:autoscaling:us-east-1:111122223333:launchConfiguration:u:launchConfigurationName/web-1',
  ImageId: 'ami-1',
  KeyName: '',
  SecurityGroups: ['sg-2', 'sg-1'],
  ClassicLinkVPCSecurityGroups: [],
  UserData: 'ZXhwb3J0IFBBU1NXT1JEPWh1c2g=',
  InstanceType: 'm6i.large',
  KernelId: '',
  RamdiskId: '',
  BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } }],
  InstanceMonitoring: { Enabled: true },
  IamInstanceProfile: 'web',
  CreatedTime: new Date(0),
  EbsOptimized: false,
  AssociatePublicIpAddress: false,
  MetadataOptions: { HttpTokens: 'required' },
};
const OTHERS = {
  DescribeImages: { Images: [{ Name: 'shop-2026-01', CreationDate: '2026-01-01T00:00:00.000Z', State: 'available' }] },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, DescribeLaunchConfigurations: { LaunchConfigurations: [ONE] } }),
  );
  const expected = {
    id: 'web-1',
    arn: 'arn:aws:autoscaling:us-east-1:111122223333:launchConfiguration:u:launchConfigurationName/web-1',
    name: 'web-1',
    properties: {
      AssociatePublicIpAddress: false,
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } }],
      EbsOptimized: false,
      IamInstanceProfile: 'web',
      ImageId: 'ami-1',
      InstanceMonitoring: true,
      InstanceType: 'm6i.large',
      LiveState: { Image: { Name: 'shop-2026-01', CreationDate: '2026-01-01T00:00:00.000Z', State: 'available' } },
      MetadataOptions: { HttpTokens: 'required' },
      SecurityGroups: ['sg-1', 'sg-2'],
      UserData: 'digest:20',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ LaunchConfigurations: [ONE], NextToken: 'two' }, { LaunchConfigurations: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeLaunchConfigurations',
    action: 'autoscaling:DescribeLaunchConfigurations',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no LaunchConfigurations');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'autoscaling', action: 'DescribeLaunchConfigurations' },
    async seed(world) {
      const client = new AutoScalingClient(world.clients('us-east-1'));
      const image = { ImageId: 'ami-12c6146b', InstanceType: 't3.micro' };
      const names = ['one', 'three', 'two'];
      for (const LaunchConfigurationName of names)
        await client.send(new CreateLaunchConfigurationCommand({ LaunchConfigurationName, ...image }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
