/** The two founding designs as CDK applications, whole and broken, synthesised into a folder of their own. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aws, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnSecurityGroup, CfnSubnet, CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-ecs';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnDBInstance, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { BlockPublicAccess, Bucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

type ShopProps = StackProps & {
  readonly cidr: string;
  /** false = the code for this region lacks the database, its subnet group, role, key, and the trail. */
  readonly whole: boolean;
  readonly databasePort?: number;
};

/** VPC, groups, ECS cluster, and, where it is whole, an encrypted and monitored database, its key, and a trail that logs. */
class ShopStack extends Stack {
  constructor(scope: Construct, id: string, { cidr, whole, databasePort = 5432, ...props }: ShopProps) {
    super(scope, id, props);
    const vpc = new CfnVPC(this, 'Vpc', { cidrBlock: cidr, enableDnsHostnames: true, enableDnsSupport: true });
    const base = cidr.split('.').slice(0, 2).join('.');
    const subnets = [0, 1].map(
      (at) =>
        new CfnSubnet(this, `Data${at}`, {
          vpcId: vpc.ref,
          cidrBlock: `${base}.${at}.0/24`,
          availabilityZone: `${this.region}${'ab'[at]}`,
        }),
    );
    const app = this.group('AppGroup', 'Application', vpc, [
      { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '0.0.0.0/0' },
    ]);
    const group = this.group('DatabaseGroup', 'Database', vpc, [
      { ipProtocol: 'tcp', fromPort: databasePort, toPort: databasePort, sourceSecurityGroupId: app.attrGroupId },
    ]);
    new CfnCluster(this, 'Cluster', { clusterName: `shop-${this.region}` });
    const logs = new Bucket(this, 'TrailBucket', {
      bucketName: `shop-trail-${this.region}-${Aws.ACCOUNT_ID}`,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const policy = new CfnBucketPolicy(this, 'TrailBucketPolicy', {
      bucket: logs.bucketName,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 's3:GetBucketAcl',
            Resource: logs.bucketArn,
          },
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: `${logs.bucketArn}/AWSLogs/*`,
          },
        ],
      },
    });
    if (whole) this.data(subnets, group, logs, policy);
  }

  private group(
    id: string,
    groupDescription: string,
    vpc: CfnVPC,
    securityGroupIngress: CfnSecurityGroup.IngressProperty[],
  ) {
    return new CfnSecurityGroup(this, id, {
      groupDescription,
      groupName: `shop-${id}`,
      vpcId: vpc.ref,
      securityGroupIngress,
    });
  }

  private data(subnets: CfnSubnet[], group: CfnSecurityGroup, logs: Bucket, policy: CfnBucketPolicy): void {
    const key = new Key(this, 'DataKey', { enableKeyRotation: true });
    const subnetGroup = new CfnDBSubnetGroup(this, 'DatabaseSubnets', {
      dbSubnetGroupDescription: 'Database',
      dbSubnetGroupName: `shop-database-${this.region}`,
      subnetIds: subnets.map((subnet) => subnet.ref),
    });
    const role = new CfnRole(this, 'MonitoringRole', {
      roleName: `shop-monitoring-${this.region}`,
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'monitoring.rds.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      managedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole'],
    });
    new CfnDBInstance(this, 'Database', {
      dbInstanceIdentifier: `shop-database-${this.region}`,
      engine: 'postgres',
      engineVersion: '16.4',
      dbInstanceClass: 'db.t4g.medium',
      allocatedStorage: '50',
      storageEncrypted: true,
      kmsKeyId: key.keyArn,
      multiAz: true,
      backupRetentionPeriod: 7,
      deletionProtection: true,
      masterUsername: 'shop',
      manageMasterUserPassword: true,
      monitoringInterval: 60,
      monitoringRoleArn: role.attrArn,
      dbSubnetGroupName: subnetGroup.ref,
      vpcSecurityGroups: [group.attrGroupId],
    });
    const trail = new CfnTrail(this, 'Trail', {
      trailName: `shop-trail-${this.region}`,
      s3BucketName: logs.bucketName,
      isLogging: true,
      enableLogFileValidation: true,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
    });
    trail.addDependency(policy);
  }
}

/** What makes the second region another. */
export type Second = { readonly whole?: boolean; readonly databasePort?: number };

/** One design for us-east-1 and eu-central-1: the first founding failure, where `second` says how far the second came. */
export function shopApp(account: string, second: Second = {}, first: Second = {}): string {
  const app = appIn();
  new ShopStack(app, 'Shop-us-east-1', {
    env: { account, region: 'us-east-1' },
    stackName: 'shop',
    cidr: '10.0.0.0/16',
    whole: true,
    ...first,
  });
  new ShopStack(app, 'Shop-eu-central-1', {
    env: { account, region: 'eu-central-1' },
    stackName: 'shop',
    cidr: '10.1.0.0/16',
    whole: true,
    ...second,
  });
  return app.synth().directory;
}

/** Sibling stacks under one root, region in every name: the second founding failure. */
export function siblingsApp(
  account: string,
  regions: { readonly [named: string]: string },
  lacking: string | null = null,
): string {
  const app = appIn();
  for (const [at, [named, region]] of Object.entries(regions).entries()) {
    const squeezed = named.replaceAll('-', '');
    const env = { account, region };
    const root = new Stack(app, `TapStack${squeezed}`, { env });
    const network = new Stack(root, `Vpc${squeezed}`, { env });
    const cidrBlock = `10.${at * 10 + 10}.0.0/16`;
    const vpc = new CfnVPC(network, 'Vpc', { cidrBlock, tags: [{ key: 'Name', value: `tap-${squeezed}-vpc` }] });
    new CfnSecurityGroup(network, 'AppGroup', {
      groupDescription: 'Application',
      groupName: `tap-${squeezed}-app`,
      vpcId: vpc.ref,
    });
    if (named === lacking) continue;
    const data = new Stack(root, `Data${squeezed}`, { env });
    new Key(data, 'DataKey', { enableKeyRotation: true });
    new Bucket(data, 'Files', {
      bucketName: `tap-${squeezed}-files-${account}`,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    });
  }
  return app.synth().directory;
}

export function appIn(context: Record<string, unknown> = {}): App {
  return new App({
    outdir: join(mkdtempSync(join(tmpdir(), 'assembly-')), 'cdk.out'),
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    context: { '@aws-cdk/core:enablePartitionLiterals': true, ...context },
  });
}
