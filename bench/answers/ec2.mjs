/** What EC2 answers in the benchmarks: networks, groups, instances and what is around them. */
import { ACCOUNT, REGIONS } from '../inventory.mjs';
import { of, page, tagsOf } from './shared.mjs';

const list = (items) => ({ item: items });

export const ec2 = {
  DescribeRegions: () => ({
    regionInfo: list(
      REGIONS.map((name) => ({
        regionName: name,
        regionEndpoint: `ec2.${name}.amazonaws.com`,
        optInStatus: 'opt-in-not-required',
      })),
    ),
  }),
  DescribeVpcs: ({ region }) => ({
    vpcSet: list(
      of(region)
        .listed('vpc')
        .map((vpc) => ({
          vpcId: vpc.id,
          ownerId: ACCOUNT,
          state: 'available',
          cidrBlock: cidr(region, '.0.0/16'),
          cidrBlockAssociationSet: list([
            {
              cidrBlock: cidr(region, '.0.0/16'),
              associationId: 'vpc-cidr-assoc-1',
              cidrBlockState: { state: 'associated' },
            },
          ]),
          dhcpOptionsId: 'dopt-1',
          instanceTenancy: 'default',
          isDefault: false,
          tagSet: list([...lower(tagsOf(vpc)), { key: 'Name', value: 'app' }]),
        })),
    ),
  }),
  DescribeVpcAttribute: ({ input }) => {
    const name = input.Attribute === 'enableDnsSupport' ? 'enableDnsSupport' : 'enableDnsHostnames';
    return { vpcId: input.VpcId, [name]: { value: true } };
  },
  DescribeSubnets: () => ({ subnetSet: list([]) }),
  DescribeSecurityGroups: ({ region, input }) => {
    const { items, next } = page(of(region).listed('group'), input.MaxResults, input.NextToken, 1000);
    return { securityGroupInfo: list(items.map((group) => securityGroup(region, group))), nextToken: next };
  },
};

const cidr = (region, rest) => `10.${REGIONS.indexOf(region)}${rest}`;
const lower = (tags) => tags.map(({ Key, Value }) => ({ key: Key, value: Value }));

function securityGroup(region, group) {
  const port = 1024 + group.index;
  const permission = { ipProtocol: 'tcp', fromPort: port, toPort: port };
  return {
    ownerId: ACCOUNT,
    groupId: group.id,
    groupName: group.name,
    groupDescription: 'one of the groups of the application',
    vpcId: of(region).of('vpc')[0].id,
    ipPermissions: list([
      { ...permission, ipRanges: list([{ cidrIp: cidr(region, '.0.0/16') }]) },
      { ...permission, groups: list([{ groupId: of(region).of('group')[0].id, userId: ACCOUNT }]) },
    ]),
    ipPermissionsEgress: list([{ ipProtocol: '-1', ipRanges: list([{ cidrIp: '0.0.0.0/0' }]) }]),
    tagSet: list(lower(tagsOf(group))),
  };
}
