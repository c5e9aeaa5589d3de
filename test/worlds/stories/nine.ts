/** Worlds of nine resources in one region, and of nine or four in the other. */
import { fromCidr, tcp } from '../designs.ts';
import { deployShop, HTTPS, POSTGRES_FROM_APP, type Shop } from '../shop.ts';
import type { Story } from '../story.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';

const FIRST: Shop = {
  name: 'shop-${AWS::Region}',
  stacks: { network: 'shop-network', data: 'shop-data' },
  cidr: '10.0.0.0/16',
  appRules: [HTTPS, tcp(8080, fromCidr('10.0.0.0/16'))],
  databaseRules: [POSTGRES_FROM_APP],
  whole: true,
};

export const nineVersusFour: Story = {
  name: 'nine-versus-four',
  args: ['--regions', `${US},${EU}`, '--stack-prefix', 'shop'],
  make: async (world) => {
    await deployShop(world, US, FIRST);
    await deployShop(world, EU, {
      ...FIRST,
      cidr: '10.1.0.0/16',
      appRules: [HTTPS],
      databaseRules: [tcp(5432, fromCidr('10.1.0.0/16'))],
      whole: false,
    });
  },
  facts: {
    exitCode: 1,
    verdict: 'deviation',
    counts: {
      [US]: {
        total: 9,
        // Five that nobody else has, and so compared with nothing; in the others it is the second region that deviates.
        same: 4,
        present: 5,
        drifted: 0,
        missing: 0,
        extra: 0,
        exempt: 0,
        unknown: 0,
        byType: {
          'AWS::CloudTrail::Trail': 1,
          'AWS::EC2::SecurityGroup': 2,
          'AWS::EC2::VPC': 1,
          'AWS::IAM::Role': 1,
          'AWS::KMS::Key': 1,
          'AWS::RDS::DBInstance': 1,
          'AWS::RDS::DBSubnetGroup': 1,
          'AWS::S3::Bucket': 1,
        },
      },
      [EU]: {
        total: 4,
        same: 2,
        drifted: 2,
        missing: 5,
        extra: 0,
        exempt: 0,
        unknown: 0,
        byType: { 'AWS::EC2::SecurityGroup': 2, 'AWS::EC2::VPC': 1, 'AWS::S3::Bucket': 1 },
      },
    },
    findings: [
      `missing-resource AWS::CloudTrail::Trail shop-data/Trail @ ${EU}`,
      `missing-resource AWS::IAM::Role shop-data/MonitoringRole @ ${EU}`,
      `missing-resource AWS::KMS::Key shop-data/DataKey @ ${EU}`,
      `missing-resource AWS::RDS::DBInstance shop-data/Database @ ${EU}`,
      `missing-resource AWS::RDS::DBSubnetGroup shop-data/DatabaseSubnets @ ${EU}`,
      // The load balancer's port is let in from the VPC in the first region only.
      `security-group-rules AWS::EC2::SecurityGroup shop-network/AppGroup (ingress tcp 8080 from vpc) @ ${EU}`,
      // The database is let in from the application there, and from the whole VPC here: the wider side deviates.
      `security-group-rules AWS::EC2::SecurityGroup shop-network/DatabaseGroup (ingress tcp 5432 from group shop-network/AppGroup | vpc) @ ${EU}`,
    ],
    gaps: [],
    says: ['us-east-1 9 · eu-central-1 4'],
    neverSays: ['60 %', '60%', '56 %'],
  },
};

const SQUEEZED: Readonly<Record<string, string>> = { [US]: 'useast1', [EU]: 'eucentral1' };
const CIDR: Readonly<Record<string, string>> = { [US]: '10.0.0.0/16', [EU]: '172.20.0.0/16' };

/** The same design; CIDR blocks, ids and every name differ, with the region in several spellings. */
export function twin(region: string): Shop {
  const cidr = CIDR[region] ?? '10.9.0.0/16';
  const squeezed = SQUEEZED[region] ?? region.replaceAll('-', '');
  const [a, b] = cidr.split('.');
  return {
    name: `shop-\${AWS::Region}`,
    stacks: { network: `shop-${squeezed}-network`, data: `shop-data-${region}` },
    cidr,
    appRules: [HTTPS, tcp(8080, fromCidr(cidr)), tcp(9100, fromCidr(`${a}.${b}.1.0/24`))],
    databaseRules: [POSTGRES_FROM_APP, tcp(5432, fromCidr(`${a}.${b}.2.0/24`))],
    whole: true,
  };
}

export const NINE_TWICE = {
  [US]: { total: 9, same: 9, drifted: 0, missing: 0, extra: 0, exempt: 0, unknown: 0 },
  [EU]: { total: 9, same: 9, drifted: 0, missing: 0, extra: 0, exempt: 0, unknown: 0 },
} as const;

export const nineVersusNine: Story = {
  name: 'nine-versus-nine',
  args: ['--regions', `${US},${EU}`, '--stack-prefix', 'shop'],
  make: async (world) => {
    await deployShop(world, US, twin(US));
    await deployShop(world, EU, twin(EU));
  },
  facts: {
    exitCode: 0,
    verdict: 'parity',
    counts: NINE_TWICE,
    findings: [],
    gaps: [],
    says: ['us-east-1 9 · eu-central-1 9'],
  },
};
