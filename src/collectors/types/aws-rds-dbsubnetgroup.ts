/** The collector of `AWS::RDS::DBSubnetGroup`. */
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';

export default defineCollector({
  type: 'AWS::RDS::DBSubnetGroup',
  summary: 'DB subnet groups with their subnets.',
  scope: 'regional',
  foldsCase: true,
  listing: 'at-once',
  uniqueName: true,
  actions: ['rds:DescribeDBSubnetGroups'],
  tags: 'tagging-api',
  async *list(ctx) {
    const { RDSClient, paginateDescribeDBSubnetGroups } = await import('@aws-sdk/client-rds');
    const pages = paginateDescribeDBSubnetGroups({ client: ctx.client(RDSClient), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const group of given(page.DBSubnetGroups, 'DBSubnetGroups')) {
        const id = group.DBSubnetGroupName ?? '';
        const properties = compact({
          DBSubnetGroupDescription: group.DBSubnetGroupDescription,
          SubnetGroupStatus: group.SubnetGroupStatus,
          SubnetIds: sorted(group.Subnets?.map((subnet) => subnet.SubnetIdentifier)),
          SupportedNetworkTypes: sorted(group.SupportedNetworkTypes),
          VpcId: group.VpcId,
        });
        yield { id, arn: group.DBSubnetGroupArn ?? null, name: id, properties };
      }
    }
  },
  // RDS makes `default` for the default VPC, and the console `default-vpc-…` for another one.
  isDefault: ({ id }) => /^default(-vpc-[0-9a-f]+)?$/.test(id),
  comparators: {
    DBSubnetGroupDescription: { compare: 'same', severity: 'low' },
    SubnetGroupStatus: 'same',
    SubnetIds: {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    SupportedNetworkTypes: 'same',
    VpcId: 'same',
  },
  sets: ['SubnetIds', 'SupportedNetworkTypes'],
  needs: ['AWS::EC2::Subnet', 'AWS::EC2::VPC'],
  wordsForPeople: ['DBSubnetGroupDescription'],
  notRead: {
    DBSubnetGroupName: 'it is the name, which serves to find the counterpart',
  },
  cannotSee: [
    'Whether the subnets are private: that is in their route tables.',
    'Which service a group was made for: Neptune and DocumentDB groups come from the same call and cannot be told apart.',
  ],
});
