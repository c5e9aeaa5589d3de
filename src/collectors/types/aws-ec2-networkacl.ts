/** The collector of `AWS::EC2::NetworkAcl`. */
import type { NetworkAcl, NetworkAclEntry } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

/** The rule that AWS ends every list with: deny. */
const LAST_RULE = 32767;

export default defineCollector({
  type: 'AWS::EC2::NetworkAcl',
  summary: 'Network ACLs: their entries by number and direction, the subnets they guard.',
  scope: 'regional',
  idPattern: /^acl-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeNetworkAcls'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeNetworkAcls } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeNetworkAcls({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const acl of given(page.NetworkAcls, 'NetworkAcls')) {
        yield ec2Listed(
          ctx,
          'network-acl',
          { id: acl.NetworkAclId, owner: acl.OwnerId, tags: acl.Tags },
          propertiesOf(acl),
        );
      }
    }
  },
  tags: 'listed',
  isDefault: ({ properties, tags }) => properties.IsDefault === true && Object.keys(tags ?? {}).length === 0,
  needs: ['AWS::EC2::VPC', 'AWS::EC2::Subnet'],
  absorbs: ['AWS::EC2::NetworkAclEntry', 'AWS::EC2::SubnetNetworkAclAssociation'],
  comparators: { IsDefault: 'same', SubnetIds: 'same', VpcId: 'same' },
  sets: ['SubnetIds'],
  keyed: { Entries: ['RuleNumber', 'Egress'] },
  blocks: ['Entries'],
  cannotSee: ['Whether an entry is shadowed by one with a lower number.'],
});

function propertiesOf(acl: NetworkAcl): JsonObject {
  const entries = (acl.Entries ?? []).filter(({ RuleNumber }) => RuleNumber !== LAST_RULE).map(entryOf);
  return mapped(
    { ...acl, Entries: entries, SubnetIds: sorted(acl.Associations?.map(({ SubnetId }) => SubnetId)) },
    { take: ['Entries', 'IsDefault', 'SubnetIds', 'VpcId'], sets: ['Entries'] },
  );
}

/** As `AWS::EC2::NetworkAclEntry` has it: the protocol a number (-1 = all), ICMP under its own member. */
function entryOf({ IcmpTypeCode, Protocol, ...entry }: NetworkAclEntry) {
  return { ...entry, Protocol: Number(Protocol), Icmp: IcmpTypeCode };
}
