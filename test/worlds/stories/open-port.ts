/** Worlds with a port that is open to everybody. */
import type { World } from '../../simulator/simulator.ts';
import { fromCidr, securityGroup, tcp, template, vpc } from '../designs.ts';
import type { Facts, Story } from '../story.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const ARGS = ['--regions', `${US},${EU}`, '--stack-prefix', 'desk'];
const GROUP = 'AWS::EC2::SecurityGroup desk/DeskGroup';

/** A VPC and one group that lets PostgreSQL in from somewhere. */
async function deployDesk(world: World, region: string, cidr: string, from: string): Promise<void> {
  await world.deploy(
    region,
    'desk',
    template({
      Vpc: vpc(cidr, 'desk'),
      DeskGroup: securityGroup('desk-database', 'Database of the desk', [
        tcp(443, fromCidr('0.0.0.0/0')),
        tcp(5432, fromCidr(from)),
      ]),
    }),
  );
}

/** Of the two groups in each region one differs, and one region of the two is to blame. */
const countsBut = (deviating: string): Facts['counts'] =>
  Object.fromEntries(
    [US, EU].map((region) => {
      const drifted = region === deviating ? 1 : 0;
      return [region, { total: 2, same: 2 - drifted, drifted, missing: 0, extra: 0, unknown: 0 }];
    }),
  );
const wideOpen = (region: string): Facts => ({
  exitCode: 1,
  verdict: 'deviation',
  counts: countsBut(region),
  findings: [
    `security-group-rules ${GROUP} (ingress tcp 5432 from 0.0.0.0/0 | vpc) @ ${region}`,
    `world-open-port ${GROUP} (ingress tcp 5432 from 0.0.0.0/0) @ ${region}`,
  ],
  gaps: [],
  says: [`5432`, '0.0.0.0/0'],
});

export const wideOpenSecond: Story = {
  name: 'wide-open-second',
  args: ARGS,
  make: async (world) => {
    await deployDesk(world, US, '10.0.0.0/16', '10.0.0.0/16');
    await deployDesk(world, EU, '10.1.0.0/16', '0.0.0.0/0');
  },
  facts: wideOpen(EU),
};

export const wideOpenFirst: Story = {
  name: 'wide-open-first',
  args: ARGS,
  make: async (world) => {
    await deployDesk(world, US, '10.0.0.0/16', '0.0.0.0/0');
    await deployDesk(world, EU, '10.1.0.0/16', '10.1.0.0/16');
  },
  facts: wideOpen(US),
};

export const otherPrefixLength: Story = {
  name: 'other-prefix-length',
  args: ARGS,
  make: async (world) => {
    await deployDesk(world, US, '10.0.0.0/16', '10.0.0.0/24');
    await deployDesk(world, EU, '10.1.0.0/16', '10.1.0.0/16');
  },
  facts: {
    exitCode: 1,
    verdict: 'deviation',
    counts: countsBut(EU),
    // The same place, 65,536 addresses instead of 256: the wider side deviates.
    findings: [`security-group-rules ${GROUP} (ingress tcp 5432 from vpc | vpc+0/24) @ ${EU}`],
    gaps: [],
  },
};
