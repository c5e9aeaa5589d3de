/** What is made outside of any stack, by the SDK. */
import {
  CreateSubnetCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type { World } from '../simulator/simulator.ts';

/** Runs `use` with a client of the class for the region, which is let go afterwards. */
export async function withClient<C extends { destroy(): void }, T>(
  // biome-ignore lint/suspicious/noExplicitAny: every SDK client has a config type of its own.
  Client: new (config: any) => C,
  world: World,
  region: string,
  use: (client: C) => Promise<T>,
): Promise<T> {
  const client = new Client(world.clients(region));
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

/** Id of the VPC with that Name tag. */
export function vpcNamed(world: World, region: string, name: string): Promise<string> {
  return withClient(EC2Client, world, region, async (ec2) => {
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'tag:Name', Values: [name] }] }));
    return found(Vpcs?.[0]?.VpcId, `VPC ${name}`);
  });
}

export function groupNamed(world: World, region: string, name: string): Promise<string> {
  return withClient(EC2Client, world, region, async (ec2) => {
    const Filters = [{ Name: 'group-name', Values: [name] }];
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    return found(SecurityGroups?.[0]?.GroupId, `security group ${name}`);
  });
}

/** One subnet in each of the first zones; their ids, in the order of the blocks. */
export function subnets(world: World, region: string, VpcId: string, blocks: readonly string[]): Promise<string[]> {
  return withClient(EC2Client, world, region, async (ec2) => {
    const ids: string[] = [];
    for (const [index, CidrBlock] of blocks.entries()) {
      const AvailabilityZone = `${region}${'abc'[index]}`;
      const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }));
      ids.push(found(Subnet?.SubnetId, 'subnet'));
    }
    return ids;
  });
}

export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the world has no ${what}`);
  return value;
}
