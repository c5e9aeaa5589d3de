/** One read for each service. */
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import type { ClientConfig } from './simulator.ts';

/** One read per service, so that each protocol is asked. */
const READS: Record<string, (config: ClientConfig) => Promise<unknown>> = {
  ec2: (config) => new EC2Client(config).send(new DescribeVpcsCommand({})),
  rds: (config) => new RDSClient(config).send(new DescribeDBInstancesCommand({})),
  cloudformation: (config) => new CloudFormationClient(config).send(new ListStacksCommand({})),
  iam: (config) => new IAMClient(config).send(new ListRolesCommand({})),
  kms: (config) => new KMSClient(config).send(new ListKeysCommand({})),
  cloudtrail: (config) => new CloudTrailClient(config).send(new DescribeTrailsCommand({})),
  tagging: (config) => new ResourceGroupsTaggingAPIClient(config).send(new GetResourcesCommand({})),
  s3: (config) => new S3Client(config).send(new ListBucketsCommand({})),
};

export const SERVICES: readonly string[] = Object.keys(READS);

/** Asks the service once, in its own protocol. */
export function read(service: string, config: ClientConfig): Promise<unknown> {
  const call = READS[service];
  if (!call) throw new Error(`no read for ${service}`);
  return call(config);
}
