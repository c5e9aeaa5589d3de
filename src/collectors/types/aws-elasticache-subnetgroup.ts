/** The collector of `AWS::ElastiCache::SubnetGroup`. */
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';

export default defineCollector({
  type: 'AWS::ElastiCache::SubnetGroup',
  summary: 'Subnet groups of ElastiCache with their subnets.',
  scope: 'regional',
  foldsCase: true,
  uniqueName: true,
  actions: ['elasticache:DescribeCacheSubnetGroups'],
  async *list(ctx) {
    const { ElastiCacheClient, paginateDescribeCacheSubnetGroups } = await import('@aws-sdk/client-elasticache');
    const pages = paginateDescribeCacheSubnetGroups({ client: ctx.client(ElastiCacheClient), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const group of given(page.CacheSubnetGroups, 'CacheSubnetGroups')) {
        const id = group.CacheSubnetGroupName ?? '';
        const properties = compact({
          Description: group.CacheSubnetGroupDescription || undefined,
          SubnetIds: sorted(group.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier)),
          VpcId: group.VpcId,
        });
        yield { id, arn: group.ARN ?? null, name: id, properties };
      }
    }
  },
  tags: 'tagging-api',
  needs: ['AWS::EC2::Subnet', 'AWS::EC2::VPC'],
  isDefault: ({ id }) => id === 'default',
  comparators: {
    Description: { compare: 'same', severity: 'low' },
    SubnetIds: {
      compare: 'same',
      severity: 'high',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    VpcId: 'same',
  },
  sets: ['SubnetIds'],
  wordsForPeople: ['Description'],
  notRead: { CacheSubnetGroupName: 'it is the name' },
  cannotSee: ['Which caches use it: that is compared with them.'],
});
