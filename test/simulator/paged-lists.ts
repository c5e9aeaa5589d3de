/** Every list that the product reads in pages. */
import { CloudFormationClient, ListStackResourcesCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { GetAccountAuthorizationDetailsCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { KMSClient, ListAliasesCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParameterGroupsCommand,
  DescribeDBParametersCommand,
  DescribeDBSubnetGroupsCommand,
  DescribeGlobalClustersCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import type { ClientConfig } from './simulator.ts';

type Page = { readonly items: readonly (string | undefined)[]; readonly next: string | undefined };
export type Ask = (token: string | undefined) => Promise<Page>;

const optional = (name: string, token: string | undefined) => (token ? { [name]: token } : {});

/** Every list that the product reads in pages: one page of it, and the token of the next. */
export function pagedLists(config: () => ClientConfig): Readonly<Record<string, Ask>> {
  return {
    ListStacks: async (token) => {
      const answer = await new CloudFormationClient(config()).send(new ListStacksCommand(optional('NextToken', token)));
      return { items: answer.StackSummaries?.map((s) => s.StackId) ?? [], next: answer.NextToken };
    },
    'ListStacks with a status filter': async (token) => {
      const input = { StackStatusFilter: ['CREATE_COMPLETE' as const], ...optional('NextToken', token) };
      const answer = await new CloudFormationClient(config()).send(new ListStacksCommand(input));
      return { items: answer.StackSummaries?.map((s) => s.StackId) ?? [], next: answer.NextToken };
    },
    ListStackResources: async (token) => {
      const input = { StackName: 'stack-one', ...optional('NextToken', token) };
      const answer = await new CloudFormationClient(config()).send(new ListStackResourcesCommand(input));
      return { items: answer.StackResourceSummaries?.map((r) => r.PhysicalResourceId) ?? [], next: answer.NextToken };
    },
    DescribeSecurityGroups: async (token) => {
      const answer = await new EC2Client(config()).send(
        new DescribeSecurityGroupsCommand(optional('NextToken', token)),
      );
      return { items: answer.SecurityGroups?.map((g) => g.GroupId) ?? [], next: answer.NextToken };
    },
    DescribeSecurityGroupRules: async (token) => {
      const command = new DescribeSecurityGroupRulesCommand(optional('NextToken', token));
      const answer = await new EC2Client(config()).send(command);
      return { items: answer.SecurityGroupRules?.map((r) => r.SecurityGroupRuleId) ?? [], next: answer.NextToken };
    },
    DescribeVpcs: async (token) => {
      const answer = await new EC2Client(config()).send(new DescribeVpcsCommand(optional('NextToken', token)));
      return { items: answer.Vpcs?.map((v) => v.VpcId) ?? [], next: answer.NextToken };
    },
    DescribeSubnets: async (token) => {
      const answer = await new EC2Client(config()).send(new DescribeSubnetsCommand(optional('NextToken', token)));
      return { items: answer.Subnets?.map((s) => s.SubnetId) ?? [], next: answer.NextToken };
    },
    DescribeManagedPrefixLists: async (token) => {
      const command = new DescribeManagedPrefixListsCommand(optional('NextToken', token));
      const answer = await new EC2Client(config()).send(command);
      return { items: answer.PrefixLists?.map((l) => l.PrefixListId) ?? [], next: answer.NextToken };
    },
    ListKeys: async (token) => {
      const answer = await new KMSClient(config()).send(new ListKeysCommand(optional('Marker', token)));
      expect(answer.Truncated).toBe(answer.NextMarker !== undefined);
      return { items: answer.Keys?.map((k) => k.KeyId) ?? [], next: answer.NextMarker };
    },
    ListAliases: async (token) => {
      const answer = await new KMSClient(config()).send(new ListAliasesCommand(optional('Marker', token)));
      expect(answer.Truncated).toBe(answer.NextMarker !== undefined);
      return { items: answer.Aliases?.map((a) => a.AliasName) ?? [], next: answer.NextMarker };
    },
    DescribeDBInstances: async (token) => {
      const answer = await new RDSClient(config()).send(new DescribeDBInstancesCommand(optional('Marker', token)));
      return { items: answer.DBInstances?.map((d) => d.DBInstanceIdentifier) ?? [], next: answer.Marker };
    },
    DescribeDBClusters: async (token) => {
      const answer = await new RDSClient(config()).send(new DescribeDBClustersCommand(optional('Marker', token)));
      return { items: answer.DBClusters?.map((c) => c.DBClusterIdentifier) ?? [], next: answer.Marker };
    },
    DescribeDBSubnetGroups: async (token) => {
      const answer = await new RDSClient(config()).send(new DescribeDBSubnetGroupsCommand(optional('Marker', token)));
      return { items: answer.DBSubnetGroups?.map((g) => g.DBSubnetGroupName) ?? [], next: answer.Marker };
    },
    DescribeDBParameterGroups: async (token) => {
      const answer = await new RDSClient(config()).send(
        new DescribeDBParameterGroupsCommand(optional('Marker', token)),
      );
      return { items: answer.DBParameterGroups?.map((g) => g.DBParameterGroupName) ?? [], next: answer.Marker };
    },
    DescribeDBParameters: async (token) => {
      const input = { DBParameterGroupName: 'one', ...optional('Marker', token) };
      const answer = await new RDSClient(config()).send(new DescribeDBParametersCommand(input));
      return { items: answer.Parameters?.map((p) => p.ParameterName) ?? [], next: answer.Marker };
    },
    DescribeGlobalClusters: async (token) => {
      const answer = await new RDSClient(config()).send(new DescribeGlobalClustersCommand(optional('Marker', token)));
      return { items: answer.GlobalClusters?.map((c) => c.GlobalClusterIdentifier) ?? [], next: answer.Marker };
    },
    ListRoles: async (token) => {
      const answer = await new IAMClient(config()).send(new ListRolesCommand(optional('Marker', token)));
      return { items: answer.Roles?.map((r) => r.RoleName) ?? [], next: answer.Marker };
    },
    GetAccountAuthorizationDetails: async (token) => {
      const command = new GetAccountAuthorizationDetailsCommand(optional('Marker', token));
      const answer = await new IAMClient(config()).send(command);
      expect(answer.IsTruncated).toBe(answer.Marker !== undefined);
      return { items: answer.RoleDetailList?.map((r) => r.RoleName) ?? [], next: answer.Marker };
    },
    ListBuckets: async (token) => {
      const answer = await new S3Client(config()).send(new ListBucketsCommand(optional('ContinuationToken', token)));
      expect(answer.Buckets?.map((b) => b.BucketRegion)).toEqual(answer.Buckets?.map(() => config().region));
      return { items: answer.Buckets?.map((b) => b.Name) ?? [], next: answer.ContinuationToken };
    },
    GetResources: async (token) => {
      const command = new GetResourcesCommand(optional('PaginationToken', token));
      const answer = await new ResourceGroupsTaggingAPIClient(config()).send(command);
      expect(answer.PaginationToken).toBeTypeOf('string');
      return {
        items: answer.ResourceTagMappingList?.map((r) => r.ResourceARN) ?? [],
        next: answer.PaginationToken || undefined,
      };
    },
  };
}
