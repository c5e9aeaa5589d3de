/** Worlds in which calls are denied, throttled or hang. */
import type { Fault, World } from '../../simulator/simulator.ts';
import { deployShop } from '../shop.ts';
import type { Facts, Story } from '../story.ts';
import { nineVersusFour, twin } from './nine.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const DATABASE = 'AWS::RDS::DBInstance';

async function makeTwins(world: World): Promise<void> {
  await deployShop(world, US, twin(US));
  await deployShop(world, EU, twin(EU));
}

/** Nine and nine, and no way to see all of it: nothing is missing, nothing is equal, and nothing is green. */
function unseen(name: string, faults: readonly Fault[], facts: Partial<Facts> & Pick<Facts, 'gaps' | 'counts'>): Story {
  return {
    name,
    args: ['--regions', `${US},${EU}`, '--stack-prefix', 'shop'],
    make: makeTwins,
    trouble: (world) => world.faults(faults),
    facts: { exitCode: 3, verdict: 'incomplete', findings: [], ...facts },
  };
}

/** One could not be read in the second region, so nobody knows whether it is there, or the same; the other eight are. */
const ONE_UNSEEN: Facts['counts'] = {
  [US]: { total: 9, same: 8, drifted: 0, missing: 0, extra: 0, unknown: 1 },
  [EU]: { total: 8, same: 8, drifted: 0, missing: 0, extra: 0, unknown: 1 },
};

export const deniedCall = unseen(
  'denied-call',
  [{ kind: 'deny', service: 'rds', action: 'DescribeDBInstances', region: EU }],
  {
    counts: ONE_UNSEEN,
    gaps: [`${EU} ${DATABASE} denied rds:DescribeDBInstances`],
    says: ['grant rds:DescribeDBInstances'],
  },
);

export const deniedService = unseen('denied-service', [{ kind: 'deny', service: 'kms', region: EU }], {
  counts: { [US]: { total: 9, missing: 0, drifted: 0, extra: 0 }, [EU]: { missing: 0, drifted: 0, extra: 0 } },
  gaps: [`${EU} AWS::KMS::* denied kms:*`],
  says: ['grant kms:List'],
});

export const deniedRegion = unseen('denied-region', [{ kind: 'deny', region: EU }], {
  counts: {
    [US]: { total: 9, same: 0, drifted: 0, missing: 0, extra: 0, unknown: 9 },
    [EU]: { total: 0, same: 0, drifted: 0, missing: 0, extra: 0, unknown: 9 },
  },
  gaps: [`${EU} * denied *`],
  says: ['grant cloudformation:ListStacks'],
});

export const deniedPageTwo: Story = {
  ...unseen(
    'denied-page-two',
    [{ kind: 'deny', service: 'ec2', action: 'DescribeSecurityGroups', region: EU, page: 2 }],
    {
      counts: { [US]: { total: 9, missing: 0, drifted: 0, extra: 0 }, [EU]: { missing: 0, drifted: 0, extra: 0 } },
      gaps: [`${EU} AWS::EC2::SecurityGroup denied ec2:DescribeSecurityGroups`],
      says: ['grant ec2:DescribeSecurityGroups'],
    },
  ),
  trouble: async (world) => {
    await world.settings({ pageSize: 1 });
    await world.faults([{ kind: 'deny', service: 'ec2', action: 'DescribeSecurityGroups', region: EU, page: 2 }]);
  },
};

export const throttledForEver = unseen(
  'throttled-for-ever',
  [{ kind: 'throttle', service: 'rds', action: 'DescribeDBInstances', region: EU }],
  { counts: ONE_UNSEEN, gaps: [`${EU} ${DATABASE} throttled rds:DescribeDBInstances`], says: ['run again'] },
);

export const endpointHangs: Story = {
  ...unseen('endpoint-hangs', [{ kind: 'hang', service: 'rds', action: 'DescribeDBInstances', region: EU }], {
    counts: ONE_UNSEEN,
    gaps: [`${EU} ${DATABASE} unreachable rds:DescribeDBInstances`],
    says: ['--request-timeout'],
  }),
  args: ['--regions', `${US},${EU}`, '--stack-prefix', 'shop', '--request-timeout', '2'],
};

/** Nine and four, with the database of the second region behind a denial: the other findings stand as they were. */
export const deniedAmongDeviations: Story = {
  ...nineVersusFour,
  name: 'denied-among-deviations',
  trouble: (world) => world.faults([{ kind: 'deny', service: 'rds', action: 'DescribeDBInstances', region: EU }]),
  facts: {
    ...nineVersusFour.facts,
    counts: {
      [US]: { total: 9, same: 4, present: 4, drifted: 0, missing: 0, extra: 0, unknown: 1 },
      [EU]: { total: 4, same: 2, drifted: 2, missing: 4, extra: 0, unknown: 1 },
    },
    findings: nineVersusFour.facts.findings.filter((finding) => !finding.includes(DATABASE)),
    gaps: [`${EU} ${DATABASE} denied rds:DescribeDBInstances`],
    says: ['us-east-1 9 · eu-central-1 at least 4 (1 not seen)', 'grant rds:DescribeDBInstances'],
  },
};

/** A region that is off until the account enables it, and was not enabled. */
const OFF = 'eu-south-1';

export const regionDisabled: Story = {
  name: 'region-disabled',
  args: ['--regions', `${US},${OFF}`, '--stack-prefix', 'shop'],
  make: (world) => deployShop(world, US, twin(US)),
  trouble: (world) => world.settings({ enabledRegions: [US, EU] }),
  facts: {
    exitCode: 3,
    verdict: 'incomplete',
    counts: {
      [US]: { total: 9, same: 0, missing: 0, extra: 0, unknown: 9 },
      [OFF]: { total: 0, same: 0, missing: 0, extra: 0, unknown: 9 },
    },
    findings: [],
    gaps: [`${OFF} * disabled *`],
    says: [`enable the region ${OFF}`],
  },
};
