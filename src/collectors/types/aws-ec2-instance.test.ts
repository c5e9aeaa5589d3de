import { EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-instance.ts';

const ONE = {
  OwnerId: '111122223333',
  Instances: [
    {
      InstanceId: 'i-1',
      InstanceType: 'm6i.large',
      ImageId: 'ami-1',
      State: { Name: 'running' },
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      SecurityGroups: [{ GroupId: 'sg-2' }, { GroupId: 'sg-1' }],
      IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web' },
      MetadataOptions: { HttpTokens: 'required', State: 'applied' },
      Monitoring: { State: 'disabled' },
      Placement: { Tenancy: 'default', AvailabilityZone: 'us-east-1a' },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-1', DeleteOnTermination: true } }],
      Tags: [{ Key: 'Name', Value: 'bastion' }],
    },
  ],
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({
      DescribeImages: {
        Images: [{ Name: 'shop-2026-01', CreationDate: '2026-01-01T00:00:00.000Z', State: 'available' }],
      },
      DescribeInstances: { Reservations: [ONE] },
      ...{
        DescribeInstanceAttribute: ({ Attribute }: { readonly Attribute?: unknown }) =>
          Attribute === 'userData' ? { UserData: { Value: 'c2VjcmV0' } } : { DisableApiTermination: { Value: true } },
      },
    }),
  );
  expect(found).toMatchObject([
    {
      id: 'i-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
      name: 'bastion',
      properties: {
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', DeleteOnTermination: true }],
        DisableApiTermination: true,
        IamInstanceProfile: 'arn:aws:iam::111122223333:instance-profile/web',
        ImageId: 'ami-1',
        InstanceType: 'm6i.large',
        LiveState: { Image: { Name: 'shop-2026-01', CreationDate: '2026-01-01T00:00:00.000Z', State: 'available' } },
        MetadataOptions: { HttpTokens: 'required', State: 'applied' },
        Monitoring: 'disabled',
        SecurityGroupIds: ['sg-1', 'sg-2'],
        State: 'running',
        SubnetId: 'subnet-1',
        Tenancy: 'default',
        UserData: 'digest:6',
        VpcId: 'vpc-1',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'i-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
        name: 'bastion',
        properties: {
          BlockDeviceMappings: [{ DeviceName: '/dev/xvda', DeleteOnTermination: true }],
          DisableApiTermination: true,
          IamInstanceProfile: 'arn:aws:iam::111122223333:instance-profile/web',
          ImageId: 'ami-1',
          InstanceType: 'm6i.large',
          LiveState: {},
          MetadataOptions: { HttpTokens: 'required', State: 'applied' },
          Monitoring: 'disabled',
          SecurityGroupIds: ['sg-1', 'sg-2'],
          State: 'running',
          SubnetId: 'subnet-1',
          Tenancy: 'default',
          UserData: 'digest:6',
          VpcId: 'vpc-1',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('what another service launches comes and goes; what was terminated is not there', async () => {
  const [instance] = ONE.Instances;
  const Instances = [
    { ...instance, Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'web' }] },
    { ...instance, State: { Name: 'terminated' } },
  ];
  const answer = { Reservations: [{ ...ONE, Instances }] };
  const found = await listAll(collector, stubContext({ DescribeInstances: answer }));
  expect(found.map(({ context }) => context)).toEqual([true]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ Reservations: [ONE], NextToken: 'two' }, { Reservations: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeInstances',
    action: 'ec2:DescribeInstances',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Reservations');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeInstances' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const ids: string[] = [];
      for (const n of [1, 2, 3])
        ids.push(
          (
            await ec2.send(
              new RunInstancesCommand({
                ImageId: 'ami-12c6146b',
                MinCount: 1,
                MaxCount: 1,
                InstanceType: n === 1 ? 't3.micro' : 't3.small',
              }),
            )
          ).Instances?.[0]?.InstanceId ?? '',
        );
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toBe('UnauthorizedOperation');
});
