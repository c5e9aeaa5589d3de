/** The collector of `AWS::EC2::SecurityGroup`. */

import type { ManagedPrefixList, PrefixListEntry, SecurityGroup } from '@aws-sdk/client-ec2';
import { pushAll } from '../../common/lists.ts';
import {
  isAwsPrefixList,
  prefixListOf,
  securityGroupRows,
  withPrefixLists,
} from '../../normalise/security-group-rules.ts';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector, type Listed, tagRecord } from '../collector.ts';
import { ec2Identity } from './ec2.ts';

const RULES = ['SecurityGroupIngress', 'SecurityGroupEgress'] as const;

export default defineCollector({
  type: 'AWS::EC2::SecurityGroup',
  summary: 'Security groups with all their rules, inline or standalone, one row for each peer.',
  scope: 'regional',
  listing: 'at-once',
  uniqueName: true,
  livesIn: { VpcId: 'AWS::EC2::VPC' },
  actions: ['ec2:DescribeSecurityGroups'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeSecurityGroups } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeSecurityGroups({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const group of given(page.SecurityGroups, 'SecurityGroups')) yield listed(group, ctx);
    }
  },
  parts: [
    {
      action: 'ec2:DescribeManagedPrefixLists',
      properties: RULES,
      applies: (group) => rowsOf(group).some((row) => prefixListOf(row) !== undefined),
      read: async (ctx, group) => {
        const lists = await ctx.once('ec2:DescribeManagedPrefixLists', () => prefixLists(ctx));
        return named(group, new Map([...lists].map(([id, list]) => [id, { name: list.PrefixListName }])));
      },
    },
    {
      action: 'ec2:GetManagedPrefixListEntries',
      properties: RULES,
      after: true,
      // What AWS's own lists hold is AWS's affair, and differs in every region.
      applies: (group) => customerLists(group).length > 0,
      read: async (ctx, group) => {
        const lists = customerLists(group).map(
          async (id) =>
            [id, { entries: await ctx.once(`ec2:GetManagedPrefixListEntries:${id}`, () => entries(ctx, id)) }] as const,
        );
        return named(group, new Map(await Promise.all(lists)));
      },
    },
  ],
  tags: 'listed',
  comparesWith: 'security-group-rules',
  idPattern: /^sg-[0-9a-f]{8,17}$/,
  wordsForPeople: ['GroupDescription'],
  isDefault: (group) => group.properties.GroupName === 'default',
  needs: ['AWS::EC2::VPC', 'AWS::EC2::Subnet'],
  absorbs: ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
  comparators: {
    GroupName: { compare: 'ignored', why: 'Who it is, not how it is set: names serve to find the counterpart.' },
    VpcId: 'same',
    GroupDescription: { compare: 'advisory', why: 'Words for people, often the path of the construct that made it.' },
    SecurityGroupIngress: {
      compare: 'same',
      severity: 'high',
      why: 'A set of protocol, ports and peer, each peer by its counterpart. The list gives the rows, this call only the names of prefix lists.',
    },
    SecurityGroupEgress: { compare: 'same', severity: 'high', why: 'As SecurityGroupIngress.' },
  },
  sets: RULES,
  cannotSee: [
    'What the group is attached to, and so whether a rule is of use to anyone.',
    'Other VPCs that the group is associated with.',
    "What AWS's own prefix lists hold.",
  ],
});

function listed(group: SecurityGroup, ctx: CollectorContext): Listed {
  const { GroupId: id, SecurityGroupArn: arn, OwnerId: owner } = group;
  const own = { groupId: id ?? '', account: owner ?? ctx.account };
  return {
    ...ec2Identity(ctx, 'security-group', { id, arn, owner }),
    name: group.GroupName ?? null,
    tags: tagRecord(group.Tags),
    properties: compact({
      GroupName: group.GroupName,
      GroupDescription: group.Description,
      VpcId: group.VpcId,
      SecurityGroupIngress: securityGroupRows(group.IpPermissions, 'ingress', own),
      SecurityGroupEgress: securityGroupRows(group.IpPermissionsEgress, 'egress', own),
    }),
  };
}

function rowsOf(group: Listed): readonly JsonObject[] {
  return RULES.flatMap((rules) => (group.properties[rules] ?? []) as readonly JsonObject[]);
}

/** Those whose name is known and is not one of AWS's: only AWS may begin a name with `com.amazonaws`. */
function customerLists(group: Listed): readonly string[] {
  const rows = rowsOf(group).filter(
    (row) => typeof row.PrefixListName === 'string' && !isAwsPrefixList(row.PrefixListName),
  );
  return [...new Set(rows.map((row) => prefixListOf(row) as string))];
}

function named(group: Listed, known: Parameters<typeof withPrefixLists>[1]): JsonObject {
  const rules = RULES.map((name) => [name, withPrefixLists((group.properties[name] ?? []) as JsonObject[], known)]);
  return Object.fromEntries(rules) as JsonObject;
}

async function prefixLists(ctx: CollectorContext): Promise<ReadonlyMap<string, ManagedPrefixList>> {
  const { EC2Client, paginateDescribeManagedPrefixLists } = await import('@aws-sdk/client-ec2');
  const lists = new Map<string, ManagedPrefixList>();
  for await (const page of paginateDescribeManagedPrefixLists({ client: ctx.client(EC2Client), pageSize: 100 }, {})) {
    for (const list of given(page.PrefixLists, 'PrefixLists')) lists.set(list.PrefixListId ?? '', list);
  }
  return lists;
}

async function entries(ctx: CollectorContext, PrefixListId: string): Promise<readonly PrefixListEntry[]> {
  const { EC2Client, paginateGetManagedPrefixListEntries } = await import('@aws-sdk/client-ec2');
  const found: PrefixListEntry[] = [];
  const config = { client: ctx.client(EC2Client), pageSize: 100 };
  for await (const page of paginateGetManagedPrefixListEntries(config, { PrefixListId })) {
    pushAll(found, given(page.Entries, 'Entries'));
  }
  return found;
}
