/** The collector of `AWS::EFS::MountTarget`. */
import type { MountTargetDescription } from '@aws-sdk/client-efs';
import { allOf, given, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped } from '../mapping.ts';
import { fileSystems } from './efs.ts';

const ADDRESS = 'An address of the subnet, and subnets have other ones in each region.';

export default defineCollector({
  type: 'AWS::EFS::MountTarget',
  summary: 'Mount targets: the file system, the subnet, the security groups.',
  scope: 'regional',
  actions: ['elasticfilesystem:DescribeFileSystems', 'elasticfilesystem:DescribeMountTargets'],
  async *list(ctx) {
    const found = await Promise.all((await fileSystems(ctx)).map((one) => targetsOf(ctx, one.FileSystemId ?? '')));
    for (const one of found.flat()) {
      const { IpAddress, Ipv6Address } = one;
      const properties = {
        ...mapped(one, { take: ['FileSystemId', 'SubnetId', 'IpAddress', 'Ipv6Address'] }),
        ...compact({ IpAddressType: Ipv6Address ? (IpAddress ? 'DUAL_STACK' : 'IPV6_ONLY') : 'IPV4_ONLY' }),
        ...liveState({ LifeCycleState: one.LifeCycleState }),
      };
      yield { id: one.MountTargetId ?? '', arn: null, name: null, properties };
    }
  },
  parts: [
    {
      action: 'elasticfilesystem:DescribeMountTargetSecurityGroups',
      properties: ['SecurityGroups'],
      async read(ctx, { id }) {
        const { DescribeMountTargetSecurityGroupsCommand, EFSClient } = await import('@aws-sdk/client-efs');
        const command = new DescribeMountTargetSecurityGroupsCommand({ MountTargetId: id });
        const { SecurityGroups } = await ctx.client(EFSClient).send(command);
        return compact({ SecurityGroups: sorted(given(SecurityGroups, 'SecurityGroups')) });
      },
    },
  ],
  tags: 'none',
  idPattern: /^fsmt-[0-9a-f]{8,17}$/,
  livesIn: { FileSystemId: 'AWS::EFS::FileSystem', SubnetId: 'AWS::EC2::Subnet' },
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::EFS::FileSystem'],
  comparators: {
    FileSystemId: { compare: 'same', severity: 'high' },
    IpAddress: { compare: 'ignored', why: ADDRESS },
    IpAddressType: 'same',
    Ipv6Address: { compare: 'ignored', why: ADDRESS },
    ...liveMembers('LifeCycleState'),
    SecurityGroups: { compare: 'same', severity: 'high', why: 'They decide who may mount the file system.' },
    SubnetId: { compare: 'same', why: 'Compared by which subnet it is. Each zone has at most one mount target.' },
  },
  sets: ['SecurityGroups'],
  cannotSee: ['Whether anything is mounted.'],
});

async function targetsOf(ctx: CollectorContext, FileSystemId: string): Promise<readonly MountTargetDescription[]> {
  const { EFSClient, paginateDescribeMountTargets } = await import('@aws-sdk/client-efs');
  const pages = paginateDescribeMountTargets({ client: ctx.client(EFSClient), pageSize: 100 }, { FileSystemId });
  try {
    return await allOf(pages, ({ MountTargets }) =>
      given(MountTargets, 'MountTargets', 'elasticfilesystem:DescribeMountTargets'),
    );
  } catch (error) {
    // Deleted between the two calls, and its mount targets before it.
    if (error instanceof Error && error.name === 'FileSystemNotFound') return [];
    throw error;
  }
}
