/** The collector of `AWS::AutoScaling::LaunchConfiguration`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { liveMembers } from '../live-state.ts';
import { mapped } from '../mapping.ts';
import { textDigest } from '../secret-values.ts';
import { imagePart } from './amis.ts';

export default defineCollector({
  type: 'AWS::AutoScaling::LaunchConfiguration',
  summary: 'Launch configurations: what they launch, user data as a digest.',
  scope: 'regional',
  uniqueName: true,
  actions: ['autoscaling:DescribeLaunchConfigurations'],
  async *list(ctx) {
    const { AutoScalingClient, paginateDescribeLaunchConfigurations } = await import('@aws-sdk/client-auto-scaling');
    const config = { client: ctx.client(AutoScalingClient), pageSize: 100 };
    for await (const page of paginateDescribeLaunchConfigurations(config, {})) {
      for (const one of given(page.LaunchConfigurations, 'LaunchConfigurations')) {
        const id = one.LaunchConfigurationName ?? '';
        const read = mapped(one, {
          take: [
            ...['AssociatePublicIpAddress', 'BlockDeviceMappings', 'ClassicLinkVPCId', 'ClassicLinkVPCSecurityGroups'],
            ...['EbsOptimized', 'IamInstanceProfile', 'ImageId', 'InstanceType', 'KernelId', 'KeyName'],
            ...['MetadataOptions', 'PlacementTenancy', 'SecurityGroups', 'SpotPrice'],
          ],
          rename: { InstanceMonitoring: 'InstanceMonitoring.Enabled', RamDiskId: 'RamdiskId' },
          sets: ['BlockDeviceMappings', 'ClassicLinkVPCSecurityGroups', 'SecurityGroups'],
        });
        const UserData = one.UserData ? textDigest(one.UserData, ctx) : undefined;
        yield {
          id,
          arn: one.LaunchConfigurationARN ?? null,
          name: id,
          properties: { ...read, ...compact({ UserData }) },
        };
      }
    }
  },
  parts: [imagePart(({ ImageId }) => ImageId)],
  tags: 'none',
  needs: ['AWS::EC2::SecurityGroup'],
  comparators: {
    AssociatePublicIpAddress: { compare: 'same', severity: 'high', worse: 'true' },
    ClassicLinkVPCId: 'same',
    ClassicLinkVPCSecurityGroups: 'same',
    EbsOptimized: 'same',
    IamInstanceProfile: { compare: 'same', severity: 'high', why: 'It decides what the instances may do.' },
    ImageId: {
      compare: 'all-or-none',
      why: 'An image has another id in every region; which one it is, by name and date, is compared as version skew.',
    },
    InstanceMonitoring: 'same',
    InstanceType: { compare: 'same', severity: 'high' },
    KernelId: { compare: 'all-or-none', why: 'It has another id in every region.' },
    KeyName: 'same',
    ...liveMembers('Image'),
    'MetadataOptions.HttpEndpoint': 'same',
    'MetadataOptions.HttpPutResponseHopLimit': 'same',
    'MetadataOptions.HttpTokens': {
      compare: 'same',
      severity: 'high',
      why: '`optional` lets IMDSv1 in, by which credentials are stolen.',
    },
    PlacementTenancy: 'same',
    RamDiskId: { compare: 'all-or-none', why: 'It has another id in every region.' },
    SecurityGroups: { compare: 'same', severity: 'high', why: 'They decide who reaches the instances.' },
    SpotPrice: 'same',
    UserData: {
      compare: 'same',
      why: 'Kept as a digest, as it often holds secrets; region and account taken out, so that a text that names its own is equal.',
    },
  },
  sets: ['ClassicLinkVPCSecurityGroups', 'SecurityGroups'],
  keyed: { BlockDeviceMappings: ['DeviceName'] },
  notRead: {
    InstanceId: 'what it was made from, which no call gives',
    LaunchConfigurationName: 'it is the name',
  },
  cannotSee: ['Which image an id is, unless it is looked up as version skew.'],
});
