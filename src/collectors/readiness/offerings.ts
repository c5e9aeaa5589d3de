/** Whether a place offers the instance types and database classes that any of the places uses, and in which zones. */
import { allOf, given, inBatches } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

export const OFFERING = 'AWS::EC2::InstanceTypeOffering';
export const CLASS_OFFERING = 'AWS::RDS::OrderableDBInstanceOption';
export const OFFERING_ACTIONS = [
  'ec2:DescribeInstanceTypeOfferings',
  'rds:DescribeOrderableDBInstanceOptions',
] as const;

/** A class with its engine, as RDS offers them. */
export type DatabaseClass = { readonly Engine: string; readonly DBInstanceClass: string };

/** Each of the instance types to the zones that offer it; one that none offers has an empty list. */
export async function zonesOfTypes(
  ctx: CollectorContext,
  types: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { EC2Client, paginateDescribeInstanceTypeOfferings } = await import('@aws-sdk/client-ec2');
  const config = { client: ctx.client(EC2Client), pageSize: 1000 };
  const zones = new Map(types.map((type) => [type, [] as string[]]));
  for (const Values of inBatches(types, 100)) {
    const Filters = [{ Name: 'instance-type', Values: [...Values] }];
    const pages = paginateDescribeInstanceTypeOfferings(config, { LocationType: 'availability-zone', Filters });
    for (const { InstanceType = '', Location = '' } of await allOf(pages, (page) =>
      given(page.InstanceTypeOfferings, 'InstanceTypeOfferings', OFFERING_ACTIONS[0]),
    ))
      zones.get(InstanceType)?.push(Location);
  }
  return new Map([...zones].map(([type, found]) => [type, [...new Set(found)].sort()]));
}

/** The zones in which RDS offers the class for the engine; empty where none does. One call, or a few pages. */
export async function zonesOfClass(
  ctx: CollectorContext,
  { Engine, DBInstanceClass }: DatabaseClass,
): Promise<readonly string[]> {
  const { RDSClient, paginateDescribeOrderableDBInstanceOptions } = await import('@aws-sdk/client-rds');
  const config = { client: ctx.client(RDSClient), pageSize: 100 };
  const options = await allOf(
    paginateDescribeOrderableDBInstanceOptions(config, { Engine, DBInstanceClass, Vpc: true }),
    (page) => given(page.OrderableDBInstanceOptions, 'OrderableDBInstanceOptions', OFFERING_ACTIONS[1]),
  );
  const zones = options.flatMap(({ AvailabilityZones = [] }) => AvailabilityZones.flatMap(({ Name }) => Name ?? []));
  return [...new Set(zones)].sort();
}
