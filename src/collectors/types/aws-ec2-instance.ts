/** The collector of `AWS::EC2::Instance`. */
import type { Instance, Tag } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector, tagRecord } from '../collector.ts';
import { liveMembers } from '../live-state.ts';
import { mapped, plainJson } from '../mapping.ts';
import { textDigest } from '../secret-values.ts';
import { imagePart } from './amis.ts';
import { ec2Listed } from './ec2.ts';

/** Whoever launched it by these tags launches another one tomorrow: an Auto Scaling group, Batch, EKS, EMR, Spot Fleet. */
const MADE_BY = /^(aws:(autoscaling|ec2spot|ec2:fleet|elasticmapreduce|batch)|eks:nodegroup-name|karpenter\.sh\/)/;

export default defineCollector({
  type: 'AWS::EC2::Instance',
  summary: 'Instances that stand on their own: class, image, network, role, metadata service, devices.',
  scope: 'regional',
  idPattern: /^i-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeInstances'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeInstances } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeInstances({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const reservation of given(page.Reservations, 'Reservations')) {
        for (const instance of given(reservation.Instances, 'Instances')) {
          if (['terminated', 'shutting-down'].includes(instance.State?.Name ?? '')) continue;
          const who = { id: instance.InstanceId, owner: reservation.OwnerId, tags: instance.Tags };
          yield {
            ...ec2Listed(ctx, 'instance', who, propertiesOf(instance)),
            ...(isLaunchedByOthers(instance.Tags) && { context: true as const }),
          };
        }
      }
    }
  },
  parts: [
    {
      action: 'ec2:DescribeInstanceAttribute',
      properties: ['UserData', 'DisableApiTermination'],
      async read(ctx, { id }) {
        const { DescribeInstanceAttributeCommand, EC2Client } = await import('@aws-sdk/client-ec2');
        const client = ctx.client(EC2Client);
        const [data, lock] = await Promise.all(
          (['userData', 'disableApiTermination'] as const).map((Attribute) =>
            client.send(new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute })),
          ),
        );
        const text = data?.UserData?.Value;
        return compact({
          UserData: text === undefined ? undefined : textDigest(text, ctx),
          DisableApiTermination: lock?.DisableApiTermination?.Value,
        });
      },
    },
    imagePart(({ ImageId }) => ImageId),
  ],
  tags: 'listed',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::EC2::VPC'],
  comparators: {
    Affinity: 'same',
    Architecture: 'same',
    CpuOptions: { compare: 'same', why: 'AWS fills it from the class.' },
    DisableApiTermination: { compare: 'same', worse: 'false' },
    EbsOptimized: 'same',
    ...liveMembers('Image'),
    EnclaveOptions: 'same',
    HibernationOptions: 'same',
    HostResourceGroupArn: 'same',
    IamInstanceProfile: 'same',
    ImageId: {
      compare: 'all-or-none',
      why: 'An image has another id in every region; which one it is, by name and date, is compared as version skew.',
    },
    InstanceType: { compare: 'same', severity: 'high' },
    KernelId: { compare: 'all-or-none', why: 'It has another id in every region.' },
    KeyName: 'same',
    LicenseSpecifications: 'same',
    'MetadataOptions.HttpEndpoint': 'same',
    'MetadataOptions.HttpProtocolIpv6': 'same',
    'MetadataOptions.HttpPutResponseHopLimit': 'same',
    'MetadataOptions.HttpTokens': {
      compare: 'same',
      severity: 'high',
      why: '`optional` lets IMDSv1 in, by which credentials are stolen.',
    },
    'MetadataOptions.InstanceMetadataTags': 'same',
    'MetadataOptions.State': { compare: 'ignored', why: 'It is `pending` while a change is made.' },
    Monitoring: 'same',
    PlacementGroupName: 'same',
    PlatformDetails: 'same',
    PrivateDnsNameOptions: 'same',
    PublicIp: {
      compare: 'all-or-none',
      severity: 'high',
      worse: 'absent',
      why: 'Whether the world can reach it; which address it has is who it is.',
    },
    RamdiskId: { compare: 'all-or-none', why: 'It has another id in every region.' },
    SecurityGroupIds: { compare: 'same', severity: 'high' },
    SourceDestCheck: 'same',
    State: { compare: 'same', why: 'A stopped instance takes nothing over.' },
    SubnetId: 'same',
    Tenancy: 'same',
    UserData: {
      compare: 'same',
      why: 'Kept as a digest of the text without region and account: it often holds secrets.',
    },
    VpcId: 'same',
  },
  sets: ['LicenseSpecifications', 'SecurityGroupIds'],
  keyed: { BlockDeviceMappings: ['DeviceName'] },
  notRead: {
    AdditionalInfo: 'reserved by AWS, and no call gives it',
    AvailabilityZone: 'regions do not have the same zones; the subnet says where it is',
    CreditSpecification: 'a call of its own tells it: what a burst costs, not what the instance can do',
    ElasticGpuSpecifications: 'a service that AWS has ended',
    ElasticInferenceAccelerators: 'a service that AWS has ended',
    HostId: 'which host it stands on is of the region',
    InstanceInitiatedShutdownBehavior: 'a call for each instance tells it',
    Ipv6AddressCount: 'EC2 tells the addresses, which are who it is',
    Ipv6Addresses: 'they are who it is, as the private address',
    LaunchTemplate: 'what it was launched from, which EC2 does not tell',
    NetworkInterfaces: 'told as the subnet, the groups and whether it has a public address',
    PrivateIpAddress: 'chosen by AWS from the subnet unless the template says it; EC2 does not tell which',
    PropagateTagsToVolumeOnCreation: 'a switch of the making, which no call gives',
    SecurityGroups: 'told by their ids',
    SsmAssociations: 'resources of Systems Manager',
    Volumes: 'told by the volumes and as block devices',
  },
  cannotSee: [
    'What runs on it, and whether it is well; instances that an Auto Scaling group or another service launches.',
  ],
});

function isLaunchedByOthers(tags: readonly Tag[] | undefined): boolean {
  return Object.keys(tagRecord(tags)).some((key) => MADE_BY.test(key));
}

function propertiesOf(instance: Instance): JsonObject {
  const devices = (instance.BlockDeviceMappings ?? []).map(({ DeviceName, Ebs }) => ({
    DeviceName,
    DeleteOnTermination: Ebs?.DeleteOnTermination,
  }));
  return {
    ...mapped(instance, {
      take: [
        'Architecture',
        'CpuOptions',
        'EbsOptimized',
        'EnclaveOptions',
        'HibernationOptions',
        'ImageId',
        'InstanceType',
        'KernelId',
        'KeyName',
        'MetadataOptions',
        'PlatformDetails',
        'SourceDestCheck',
        'SubnetId',
        'PrivateDnsNameOptions',
        'VpcId',
      ],
      rename: {
        Affinity: 'Placement.Affinity',
        HostResourceGroupArn: 'Placement.HostResourceGroupArn',
        LicenseSpecifications: 'Licenses',
        PlacementGroupName: 'Placement.GroupName',
        RamdiskId: 'RamdiskId',
        IamInstanceProfile: 'IamInstanceProfile.Arn',
        Monitoring: 'Monitoring.State',
        PublicIp: 'PublicIpAddress',
        State: 'State.Name',
        Tenancy: 'Placement.Tenancy',
      },
    }),
    ...compact({
      BlockDeviceMappings: plainJson(devices),
      SecurityGroupIds: sorted(instance.SecurityGroups?.map(({ GroupId }) => GroupId)),
    }),
  };
}
