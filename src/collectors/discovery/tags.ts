/** Reads the tagging API. */
import { own } from '../../common/own-member.ts';
import { parseArn, transient, typeOfArn } from '../../normalise/arn-types.ts';
import type { Selection } from '../../snapshot/snapshot.ts';
import { STACK } from '../../snapshot/stack-type.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, tagRecord } from '../collector.ts';
import type { EmitMember } from './member.ts';

export type TagDiscovery = {
  /** Stacks that the resources found say they belong to, by ARN or name. A hint: ListStackResources says which. */
  readonly stacks: ReadonlySet<string>;
  readonly notes: readonly string[];
  /** What ended the listing early; the members emitted so far stay. */
  readonly errors: readonly unknown[];
};

/**
 * What a service made of its own to follow the load, by the tag that it gives to that: the instances of an auto scaling group,
 * of a fleet, of an EMR cluster, and what hangs on them. A stack that made the group does not list them.
 */
function comesAndGoes(tags: { readonly [key: string]: string }): string | null {
  const key = Object.keys(MADE_BY).find((one) => own(tags, one) !== undefined);
  // A group itself carries no such tag; what CloudFormation made is a stack's.
  if (key === undefined || own(tags, 'aws:cloudformation:logical-id') !== undefined) return null;
  return MADE_BY[key] as string;
}

const MADE_BY: Readonly<Record<string, string>> = {
  'aws:autoscaling:groupName': 'instances of auto scaling groups',
  'aws:ec2:fleet-id': 'instances of fleets',
  'aws:ec2spot:fleet-request-id': 'instances of fleets',
  'aws:elasticmapreduce:job-flow-id': 'instances of EMR clusters',
};

/** The tagging API answers for at most so many ARNs, and gives at most so many a page. */
const BATCH = 100;

/** Every resource of the region with these tags; every tagged one when none are given. */
export async function discoverTags(
  ctx: CollectorContext,
  tags: Selection['tags'],
  emit: EmitMember,
): Promise<TagDiscovery> {
  const stacks = new Set<string>();
  const left = new Map<string, number>();
  const errors: unknown[] = [];
  try {
    for await (const { arn, tags: carried } of listTagged(ctx, tags)) {
      const why = transient(arn) ?? comesAndGoes(carried);
      if (why !== null) {
        left.set(why, (left.get(why) ?? 0) + 1);
        continue;
      }
      const type = typeOfArn(arn);
      const stack = carried['aws:cloudformation:stack-id'] ?? carried['aws:cloudformation:stack-name'];
      if (stack !== undefined) stacks.add(stack);
      if (type === STACK) stacks.add(arn);
      else {
        const base = { region: ctx.region, type, stack: null, logicalId: null, id: '', arn, tags: carried };
        emit({ ...base, says: 'tag', doubtful: false });
      }
    }
  } catch (error) {
    errors.push(error);
  }
  const notes = [...left].map(([what, count]) => `${ctx.region}: ${count} tagged ${what} are left out`);
  return { stacks, notes: notes.sort(), errors };
}

type Tagged = { readonly arn: string; readonly tags: { readonly [key: string]: string } };

async function* listTagged(ctx: CollectorContext, tags: Selection['tags']): AsyncIterable<Tagged> {
  const sdk = await import('@aws-sdk/client-resource-groups-tagging-api');
  const client = ctx.client(sdk.ResourceGroupsTaggingAPIClient);
  const TagFilters = Object.entries(tags).map(([Key, Values]) => ({ Key, Values: [...Values] }));
  const input = TagFilters.length > 0 ? { TagFilters } : {};
  // A page may be short, even empty, while a token remains: the paginator goes by the token.
  for await (const page of sdk.paginateGetResources({ client, pageSize: BATCH }, input)) {
    for (const { ResourceARN, Tags } of given(
      page.ResourceTagMappingList,
      'ResourceTagMappingList',
      'tag:GetResources',
    ))
      if (ResourceARN !== undefined && parseArn(ResourceARN)) yield { arn: ResourceARN, tags: tagRecord(Tags) };
  }
}

/** The tags of resources, by ARN, a hundred a call. One that is not in an answer never had a tag. */
export async function tagsOf(
  ctx: CollectorContext,
  arns: readonly string[],
): Promise<ReadonlyMap<string, { readonly [key: string]: string }>> {
  const sdk = await import('@aws-sdk/client-resource-groups-tagging-api');
  const client = ctx.client(sdk.ResourceGroupsTaggingAPIClient);
  const tags = new Map<string, { readonly [key: string]: string }>(arns.map((arn) => [arn, {}]));
  const ask = async (from: number) => {
    const ResourceARNList = arns.slice(from, from + BATCH);
    const answer = await client.send(new sdk.GetResourcesCommand({ ResourceARNList }));
    for (const { ResourceARN, Tags } of given(
      answer.ResourceTagMappingList,
      'ResourceTagMappingList',
      'tag:GetResources',
    ))
      if (ResourceARN !== undefined) tags.set(ResourceARN, tagRecord(Tags));
  };
  await Promise.all(Array.from({ length: Math.ceil(arns.length / BATCH) }, (_, batch) => ask(batch * BATCH)));
  return tags;
}

/** Whether tags carry one of the accepted values of every key; never for no keys at all. */
export function matchesTags(carried: { readonly [key: string]: string }, wanted: Selection['tags']): boolean {
  const keys = Object.entries(wanted);
  return keys.length > 0 && keys.every(([key, values]) => accepts(own(carried, key), values));
}

/** No value named = any value, as in the tagging API. */
function accepts(value: string | undefined, values: readonly string[]): boolean {
  return value !== undefined && (values.length === 0 || values.includes(value));
}
