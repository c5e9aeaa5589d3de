/** A small snapshot for tests. */
import { collectors } from '../collectors/index.ts';
import type { Gap, JsonObject, Resource, Snapshot } from '../snapshot/snapshot.ts';

/** A small deployment for the tests of the commands: whole in the first region, without its database in the second. */

const ACCOUNT = '111122223333';

function resource(region: string, type: string, logicalId: string, properties: JsonObject): Resource {
  const name = `shop-${logicalId.toLowerCase()}`;
  return {
    type,
    stack: 'shop',
    logicalId,
    name,
    selected: true,
    evidence: ['stack'],
    properties,
    unread: {},
    tags: { app: 'shop' },
    region,
    id: `${name}-${region === 'us-east-1' ? '0a1b' : '9f8e'}`,
    arn: null,
  };
}

const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' };

/** What one region of the sample holds. */
export function resourcesOf(region: string): readonly Resource[] {
  return [
    resource(region, 'AWS::CloudTrail::Trail', 'Trail', {
      IsLogging: true,
      EnableLogFileValidation: true,
      IsMultiRegionTrail: false,
      HomeRegion: region,
      EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }],
    }),
    resource(region, 'AWS::EC2::SecurityGroup', 'WebGroup', { GroupName: 'web', SecurityGroupIngress: [https] }),
    resource(region, 'AWS::EC2::VPC', 'Network', { CidrBlock: '10.1.0.0/16', EnableDnsSupport: true }),
    resource(region, 'AWS::KMS::Key', 'DataKey', {
      Enabled: true,
      EnableKeyRotation: true,
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      Origin: 'AWS_KMS',
    }),
    resource(region, 'AWS::RDS::DBInstance', 'Database', {
      StorageEncrypted: true,
      BackupRetentionPeriod: 7,
      DeletionProtection: false,
      MonitoringInterval: 60,
      PubliclyAccessible: false,
    }),
  ];
}

/** `gaps` of a region make the types they name unknown there. */
export function snapshot(
  resources: readonly Resource[],
  regions: readonly string[],
  gaps: readonly Gap[] = [],
): Snapshot {
  const types = collectors.filter((collector) => collector.scope === 'regional').map((collector) => collector.type);
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0.1.0' },
      takenAt: '2026-01-02T03:04:05.000Z',
      caller: { account: ACCOUNT, partition: 'aws', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/audit/ci` },
      selection: { stackPrefixes: ['shop'], tags: { app: ['shop'] }, types: [], excludeTypes: [] },
      regions: regions.map((region) => ({
        name: region,
        region,
        account: ACCOUNT,
        partition: 'aws',
        state: 'enabled',
      })),
      digestKeyId: 'test',
      notes: [],
    },
    observations: [
      ...regions.flatMap((region) =>
        types.map((type) => {
          const own = gaps.filter((gap) => gap.region === region && gap.type === type);
          return { region, type, state: own.length > 0 ? ('unknown' as const) : ('observed' as const), gaps: own };
        }),
      ),
      ...['AWS::IAM::Role', 'AWS::IAM::ManagedPolicy', 'AWS::RDS::GlobalCluster'].map((type) => ({
        region: 'global',
        type,
        state: 'observed' as const,
        gaps: [],
      })),
    ],
    resources,
  };
}

/** The second region lacks the database, and its group lets SSH in. */
export function broken(): Snapshot {
  const ssh = { ...https, FromPort: 22, ToPort: 22 };
  const second = resourcesOf('eu-central-1').flatMap((one) => {
    if (one.logicalId === 'Database') return [];
    if (one.logicalId !== 'WebGroup') return [one];
    return [{ ...one, properties: { GroupName: 'web', SecurityGroupIngress: [https, ssh] } }];
  });
  return snapshot([...resourcesOf('us-east-1'), ...second], ['us-east-1', 'eu-central-1']);
}

/** The sample, with both regions alike. */
export function whole(): Snapshot {
  return snapshot([...resourcesOf('us-east-1'), ...resourcesOf('eu-central-1')], ['us-east-1', 'eu-central-1']);
}
