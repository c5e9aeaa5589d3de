/** The world whose second region could not take over. */
import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { EC2Client, RegisterImageCommand } from '@aws-sdk/client-ec2';
import { RequestServiceQuotaIncreaseCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { JsonObject, Resource, Snapshot } from '../../../src/snapshot/snapshot.ts';
import type { World } from '../../simulator/simulator.ts';
import { att, type Block, fromCidr, ref, securityGroup, tcp, template, vpc } from '../designs.ts';
import { found, withClient } from '../seed.ts';
import type { Facts, Story } from '../story.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const made = (Type: string, Properties: Block): Block => ({ Type, Properties });
const SOURCE = { 'Fn::Sub': `arn:aws:rds:${US}:\${AWS::AccountId}:db:orders` };

/** What both regions have, with the image that the region launches. */
const shared = (ImageId: string): Block => ({
  Vpc: vpc('10.0.0.0/16', 'standby'),
  Group: securityGroup('standby', 'Database', [tcp(5432, fromCidr('10.0.0.0/16'))]),
  Template: made('AWS::EC2::LaunchTemplate', {
    LaunchTemplateName: 'web',
    LaunchTemplateData: { ImageId, InstanceType: 'c7gn.large' },
  }),
  Errors: made('AWS::CloudWatch::Alarm', {
    AlarmName: 'errors',
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'HTTPCode_Target_5XX_Count',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 10,
    ComparisonOperator: 'GreaterThanThreshold',
  }),
  Vault: made('AWS::Backup::BackupVault', { BackupVaultName: 'shop' }),
  Plan: made('AWS::Backup::BackupPlan', {
    BackupPlan: {
      BackupPlanName: 'daily',
      BackupPlanRule: [{ RuleName: 'daily', TargetBackupVault: ref('Vault'), ScheduleExpression: 'cron(0 5 * * ? *)' }],
    },
  }),
  Certificate: made('AWS::CertificateManager::Certificate', { DomainName: 'www.shop.com', ValidationMethod: 'DNS' }),
});

const record = (SetIdentifier: string): Block =>
  made('AWS::Route53::RecordSet', {
    HostedZoneId: ref('Zone'),
    Name: 'www.shop.com.',
    Type: 'CNAME',
    TTL: '60',
    SetIdentifier,
    Weight: 1,
    ResourceRecords: [`${SetIdentifier}.${US}.elb.amazonaws.com`],
  });

async function makeStandby(world: World): Promise<void> {
  const image = await withClient(EC2Client, world, US, async (ec2) => {
    const { ImageId } = await ec2.send(new RegisterImageCommand({ Name: 'shop-2026-01', RootDeviceName: '/dev/xvda' }));
    return found(ImageId, 'image');
  });
  const VPCSecurityGroups = [att('Group', 'GroupId')];
  const database = { DBInstanceIdentifier: 'orders', StorageEncrypted: true, VPCSecurityGroups };
  await world.deploy(
    US,
    'standby',
    template({
      ...shared(image),
      Database: made('AWS::RDS::DBInstance', {
        ...database,
        Engine: 'postgres',
        EngineVersion: '16.4',
        DBInstanceClass: 'db.r6g.xlarge',
        AllocatedStorage: '100',
        MasterUsername: 'shop',
        ManageMasterUserPassword: true,
        BackupRetentionPeriod: 7,
      }),
      Zone: made('AWS::Route53::HostedZone', { Name: 'shop.com.' }),
      One: record('one'),
      Two: record('two'),
    }),
  );
  await world.deploy(
    EU,
    'standby',
    template({
      // It was never copied.
      ...shared('ami-0fffffffffffffff0'),
      Database: made('AWS::RDS::DBInstance', {
        ...database,
        SourceDBInstanceIdentifier: SOURCE,
        SourceRegion: US,
        DBInstanceClass: 'db.r6g.large',
        BackupRetentionPeriod: 0,
      }),
    }),
  );
  const state = { AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'the test says so' } as const;
  await withClient(CloudWatchClient, world, EU, (alarms) => alarms.send(new SetAlarmStateCommand(state)));
  const raised = { ServiceCode: 'rds', QuotaCode: 'L-7B6409FD', DesiredValue: 100 };
  await withClient(ServiceQuotasClient, world, US, (quotas) =>
    quotas.send(new RequestServiceQuotaIncreaseCommand(raised)),
  );
}

/** The simulator measures no lag, and its certificates neither end nor are in use. */
function measured(snapshot: Snapshot): Snapshot {
  const live = (resource: Resource, members: JsonObject): Resource => ({
    ...resource,
    properties: { ...resource.properties, LiveState: members },
  });
  const resources = snapshot.resources.map((one) => {
    if (one.type === 'AWS::RDS::DBInstance' && one.region === EU) return live(one, { ReplicaLag: 240 });
    if (one.type !== 'AWS::CertificateManager::Certificate') return one;
    const day = one.region === EU ? '2026-01-20' : '2026-12-20';
    return live(
      { ...one, properties: { ...one.properties, Status: 'ISSUED' } },
      { InUse: true, NotAfter: `${day}T00:00:00.000Z` },
    );
  });
  return { ...snapshot, resources };
}

const facts: Facts = {
  exitCode: 1,
  verdict: 'deviation',
  counts: {},
  findings: [
    `backup-copies AWS::Backup::BackupPlan standby/Plan (BackupPlan.BackupPlanRule.CopyActions) @ ${US}, ${EU}`,
    `capacity-parity AWS::RDS::DBInstance standby/Database (DBInstanceClass.capacity) @ ${EU}`,
    `certificate-validity AWS::CertificateManager::Certificate standby/Certificate (LiveState.NotAfter) @ ${EU}`,
    `dns-failover AWS::Route53::HostedZone standby/Zone (health of www.shop.com. CNAME) @ ${US}`,
    `dns-failover AWS::Route53::HostedZone standby/Zone (leads of www.shop.com. CNAME) @ ${US}`,
    `instance-offering AWS::EC2::InstanceTypeOffering c7gn.large (Zones) @ ${EU}`,
    `live-health AWS::CloudWatch::Alarm standby/Errors (LiveState.StateValue) @ ${EU}`,
    `property-drift AWS::RDS::DBInstance standby/Database (DBInstanceClass) @ ${US}, ${EU}`,
    `quota-parity AWS::ServiceQuotas::Quotas rds DB instances (L-7B6409FD) @ ${EU}`,
    `replica-readiness AWS::RDS::DBInstance standby/Database (BackupRetentionPeriod) @ ${EU}`,
    `replication-health AWS::RDS::DBInstance standby/Database (LiveState.ReplicaLag) @ ${EU}`,
    `version-skew AWS::EC2::LaunchTemplate standby/Template (LiveState.Image) @ ${EU}`,
  ],
  gaps: [],
};

export const standbyNotReady: Story = {
  name: 'standby-not-ready',
  args: ['--regions', `${US},${EU}`, '--stack-prefix', 'standby', '--readiness'],
  make: makeStandby,
  byHand: measured,
  facts,
  factsLive: {
    ...facts,
    findings: facts.findings.filter((one) => !/^(certificate-validity|replication-health) /.test(one)),
  },
};
