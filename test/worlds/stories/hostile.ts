/** The world of names that attack whoever prints them. */
import { CreateSecurityGroupCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Resource, Snapshot } from '../../../src/snapshot/snapshot.ts';
import type { World } from '../../simulator/simulator.ts';
import { found, withClient } from '../seed.ts';
import type { Facts, Story } from '../story.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const VPC = 'AWS::EC2::VPC';
const GROUP = 'AWS::EC2::SecurityGroup';

/** What AWS accepts as a tag and nobody wants in a report. */
const MARKUP = ']]><script>alert(1)</script>&amp;"\'`|*_[x](javascript:alert(1))';
const GROUP_NAME = 'hostile-<script>$(reboot)';
/** What AWS would refuse, so that it is put in by hand: a terminal's orders, hidden and reordering characters, line ends. */
const ESCAPES = '\u001b[2J\u001b[31mred\u001b]0;title\u0007\u009b5n\r\n\u0000\b\u202edesrever\u202c\u2028end';
const LONG = 'x'.repeat(200_000);

async function makePlace(world: World, region: string, cidr: string, owner: string): Promise<void> {
  await withClient(EC2Client, world, region, async (ec2) => {
    const Tags = (Name: string) =>
      Object.entries({ Name, app: 'hostile', owner }).map(([Key, Value]) => ({ Key, Value }));
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: cidr, TagSpecifications: [{ ResourceType: 'vpc', Tags: Tags(MARKUP) }] }),
    );
    await ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: GROUP_NAME,
        Description: '<img src=x onerror=alert(1)>',
        VpcId: found(Vpc?.VpcId, 'VPC'),
        TagSpecifications: [{ ResourceType: 'security-group', Tags: Tags(GROUP_NAME) }],
      }),
    );
  });
}

/** Names and values no API would take, and two tags of 200 kB that differ in their last letter. */
function worsen(snapshot: Snapshot): Snapshot {
  const worse = (resource: Resource): Resource => {
    if (resource.type !== VPC || !resource.selected) return resource;
    const end = resource.region === US ? 'a' : 'b';
    // JSON.parse, as an object literal would take __proto__ for the prototype.
    const traps = JSON.parse('{"__proto__": "polluted", "constructor": "trap", "toString": "trap"}');
    const tags = { ...resource.tags, ...traps, Name: `${MARKUP}${ESCAPES}`, [ESCAPES]: end, long: `${LONG}${end}` };
    Object.defineProperty(tags, '__proto__', { value: 'polluted', enumerable: true });
    return { ...resource, name: `${MARKUP}${ESCAPES}`, tags };
  };
  return { ...snapshot, resources: snapshot.resources.map(worse) };
}

const ALL_THERE: Facts['counts'] = {
  [US]: { total: 2, drifted: 2, missing: 0, unknown: 0 },
  [EU]: { total: 2, drifted: 2, missing: 0, unknown: 0 },
};
const WITNESSES = ['\u001b', '\u009b', '\u202e', '\u0007'];
const both = `@ ${US}, ${EU}`;
const owners = (vpc: string) => [
  `tag-drift ${VPC} ${vpc} (Tags.owner) ${both}`,
  `tag-drift ${GROUP} ${GROUP_NAME} (Tags.owner) ${both}`,
];

export const hostile: Story = {
  name: 'hostile',
  args: ['--regions', `${US},${EU}`, '--tag', 'app=hostile'],
  make: async (world) => {
    await makePlace(world, US, '10.0.0.0/16', '"><script>alert("us")</script>');
    await makePlace(world, EU, '10.1.0.0/16', "'; DROP TABLE findings; --");
  },
  byHand: worsen,
  facts: {
    // A tag that differs is of low severity: said, and no reason to fail.
    exitCode: 0,
    verdict: 'deviation',
    counts: ALL_THERE,
    findings: [
      ...owners(`${MARKUP}${ESCAPES}`),
      `tag-drift ${VPC} ${MARKUP}${ESCAPES} (Tags.long) ${both}`,
      `tag-drift ${VPC} ${MARKUP}${ESCAPES} (Tags.${ESCAPES}) ${both}`,
    ],
    gaps: [],
    neverSays: WITNESSES,
  },
  factsLive: { exitCode: 0, verdict: 'deviation', counts: ALL_THERE, findings: owners(MARKUP), gaps: [] },
};
