/** The application that most worlds deploy. */
import type { World } from '../simulator/simulator.ts';
import {
  att,
  type Block,
  bucket,
  database,
  fromCidr,
  fromGroup,
  key,
  monitoringRole,
  ref,
  securityGroup,
  sub,
  tcp,
  template,
  trail,
  trailBucketPolicy,
  vpc,
} from './designs.ts';
import { subnets, vpcNamed } from './seed.ts';

/**
 * The shop: the design of the founding failure. VPC, application and database groups, key, subnet group, encrypted
 * database with seven days of backups and enhanced monitoring, its monitoring role, a trail that logs, the trail's
 * bucket: nine resources. The subnets are the network team's, made outside the stacks, and are not counted.
 */
export type Shop = {
  /** Goes before every name; `${AWS::Region}` may be in it. */
  readonly name: string;
  readonly stacks: { readonly network: string; readonly data: string };
  readonly cidr: string;
  readonly appRules: readonly Block[];
  readonly databaseRules: readonly Block[];
  /** false = only the bucket came up of the data stack. */
  readonly whole: boolean;
  readonly database?: Block;
  readonly trail?: Block;
};

export const HTTPS = tcp(443, fromCidr('0.0.0.0/0'));
export const POSTGRES_FROM_APP = tcp(5432, fromGroup('AppGroup'));

export function networkTemplate({ name, cidr, appRules, databaseRules }: Shop): Block {
  return template({
    Vpc: vpc(cidr, `${name}-vpc`),
    AppGroup: securityGroup(`${name}-app`, 'Application', appRules),
    DatabaseGroup: securityGroup(`${name}-database`, 'Database', databaseRules),
  });
}

/** Everything but the bucket hangs on a condition that is true in the first region only: the pipeline is green in both. */
export function dataTemplate({ name, whole, ...shop }: Shop): Block {
  const Condition = 'IsPrimary';
  const bucketName = `${name}-trail-\${AWS::AccountId}`;
  return template(
    {
      DataKey: { ...key(`${name} data`), Condition },
      DatabaseSubnets: {
        Type: 'AWS::RDS::DBSubnetGroup',
        Condition,
        Properties: {
          DBSubnetGroupName: sub(`${name}-database`),
          DBSubnetGroupDescription: 'Database',
          SubnetIds: ref('Subnets'),
        },
      },
      MonitoringRole: { ...monitoringRole(`${name}-monitoring`), Condition },
      Database: {
        ...database({
          DBInstanceIdentifier: sub(`${name}-database`),
          KmsKeyId: att('DataKey', 'Arn'),
          DBSubnetGroupName: ref('DatabaseSubnets'),
          VPCSecurityGroups: [ref('DatabaseGroup')],
          MonitoringRoleArn: att('MonitoringRole', 'Arn'),
          ...shop.database,
        }),
        Condition,
      },
      TrailBucket: bucket(bucketName),
      TrailBucketPolicy: trailBucketPolicy('TrailBucket', `${name}-trail`),
      Trail: { ...trail(`${name}-trail`, 'TrailBucket', shop.trail), Condition },
    },
    {
      Parameters: {
        Subnets: { Type: 'CommaDelimitedList' },
        DatabaseGroup: { Type: 'String' },
        Whole: { Type: 'String' },
      },
      Conditions: { IsPrimary: { 'Fn::Equals': [ref('Whole'), 'yes'] } },
    },
  );
}

export async function deployShop(world: World, region: string, shop: Shop): Promise<void> {
  const named = (text: string) => text.replaceAll('${AWS::Region}', region);
  const network = networkTemplate(shop);
  const { outputs } = await world.deploy(region, shop.stacks.network, {
    ...network,
    Outputs: { DatabaseGroup: { Value: att('DatabaseGroup', 'GroupId') } },
  });
  const vpcId = await vpcNamed(world, region, named(`${shop.name}-vpc`));
  const [a = 0, b = 0] = shop.cidr.split('.').map(Number);
  const ids = await subnets(world, region, vpcId, [`${a}.${b}.1.0/24`, `${a}.${b}.2.0/24`]);
  await world.deploy(region, shop.stacks.data, dataTemplate(shop), {
    Subnets: ids.join(','),
    DatabaseGroup: outputs.DatabaseGroup ?? '',
    Whole: shop.whole ? 'yes' : 'no',
  });
}
