/** Reads stacks and what each declares. */

import type { StackResourceSummary, StackStatus, StackSummary } from '@aws-sdk/client-cloudformation';
import { pushAll } from '../../common/lists.ts';
import { STACK } from '../../snapshot/stack-type.ts';
import { given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';
import { isNoise } from './counted-types.ts';
import type { EmitMember, Member, StackFact } from './member.ts';
import type { StackRow } from './stack-designs.ts';
import type { Witness } from './witness.ts';

export type StackDiscovery = {
  readonly stacks: readonly StackFact[];
  /** The ARN of a nested stack, to the row of its parent that declares it. */
  readonly nested: ReadonlyMap<string, Member>;
  readonly notes: readonly string[];
  /** What could not be read; the members emitted so far stay. */
  readonly errors: readonly unknown[];
};

type SDK = typeof import('@aws-sdk/client-cloudformation');
const CDK_BOOTSTRAP = /^This stack includes resources needed to deploy AWS CDK apps/;

/**
 * Reads the stacks of a region and what each declares, all pages, the resources of a stack as soon as it is known.
 * Nested and sibling stacks alike fall under a prefix, for a nested one's name begins with its parent's.
 *
 * @param prefixes null = every stack; what the CDK bootstrap holds is then emitted as `excluded`
 * @param witness is told of each stack of the selection, and of its rows; null = templates are not asked for
 */
export async function discoverStacks(
  ctx: CollectorContext,
  prefixes: readonly string[] | null,
  emit: EmitMember,
  witness: Witness | null = null,
): Promise<StackDiscovery> {
  const found = {
    stacks: [] as StackFact[],
    nested: new Map<string, Member>(),
    notes: [] as string[],
    errors: [] as unknown[],
  };
  const onlyMetadata: string[] = [];
  const reading: Promise<void>[] = [];
  const read = async (stack: StackFact, says: Member['says']) => {
    try {
      const members = await readStack(ctx, stack, says, emit, found.nested);
      if (says === 'stack') witness?.read(stack, members.rows);
      if (says === 'stack' && members.held === 0 && members.noise > 0) onlyMetadata.push(stack.name);
    } catch (error) {
      found.errors.push(error);
    }
  };
  try {
    for await (const summary of listStacks(ctx)) {
      const stack = factOf(summary, ctx.region);
      const bootstrap = stack.name === 'CDKToolkit' || CDK_BOOTSTRAP.test(stack.description ?? '');
      if (bootstrap && prefixes === null) reading.push(read(stack, 'excluded'));
      if (bootstrap || !(prefixes === null || prefixes.some((prefix) => stack.name.startsWith(prefix)))) continue;
      found.stacks.push(stack);
      // A stack whose change set was never executed holds nothing.
      if (stack.status === 'REVIEW_IN_PROGRESS') continue;
      witness?.begin();
      reading.push(read(stack, 'stack'));
    }
  } catch (error) {
    found.errors.push(error);
  }
  await Promise.all(reading);
  pushAll(found.notes, notesOn(ctx.region, found.stacks, onlyMetadata));
  if (found.errors.length === 0) pushAll(found.notes, idlePrefixes(ctx.region, prefixes ?? [], found.stacks));
  return found;
}

/**
 * Which logical ids these stacks gave to what a tag selected. A stack that is gone is told in the notes: what it left behind
 * keeps its tag. Any other failure is an error, for without the logical id a resource may not find its counterpart.
 */
export async function attribute(
  ctx: CollectorContext,
  names: Iterable<string>,
  emit: EmitMember,
  witness: Witness | null = null,
): Promise<Pick<StackDiscovery, 'notes' | 'errors'>> {
  const notes: string[] = [];
  const errors: unknown[] = [];
  const read = async (name: string) => {
    const stack = {
      region: ctx.region,
      name: stackName(name),
      arn: name,
      status: '',
      description: null,
      parentArn: null,
      failed: null,
    };
    try {
      witness?.begin();
      const { rows } = await readStack(ctx, stack, 'attribution', emit, new Map());
      witness?.read(stack, rows);
    } catch (error) {
      if (isGone(error))
        notes.push(`${ctx.region}: stack ${stack.name} is gone: what is left of it has no logical ids`);
      else errors.push(error);
    }
  };
  await Promise.all([...names].map(read));
  return { notes: notes.sort(), errors };
}

/** CloudFormation keeps the rows of a deleted stack for 90 days; after that, and under its bare name at once, it is unknown. */
function isGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message);
}

function stackName(nameOrArn: string): string {
  return /^arn:[^:]*:cloudformation:[^:]*:[^:]*:stack\/([^/]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
}

async function* listStacks(ctx: CollectorContext): AsyncIterable<StackSummary> {
  const sdk: SDK = await import('@aws-sdk/client-cloudformation');
  // Without a filter, stacks deleted in the last 90 days come too.
  const StackStatusFilter = Object.values(sdk.StackStatus).filter(
    (status) => status !== 'DELETE_COMPLETE',
  ) as StackStatus[];
  for await (const page of sdk.paginateListStacks(
    { client: ctx.client(sdk.CloudFormationClient) },
    { StackStatusFilter },
  )) {
    for (const summary of given(page.StackSummaries, 'StackSummaries', 'cloudformation:ListStacks'))
      if (summary.StackStatus !== 'DELETE_COMPLETE') yield summary;
  }
}

function factOf(summary: StackSummary, region: string): StackFact {
  return {
    region,
    name: summary.StackName ?? '',
    arn: summary.StackId ?? '',
    status: summary.StackStatus ?? '',
    description: summary.TemplateDescription ?? null,
    parentArn: summary.ParentId ?? null,
    // One whose change set was never executed has no rows.
    failed: summary.StackStatus === 'REVIEW_IN_PROGRESS' ? [] : null,
  };
}

async function readStack(
  ctx: CollectorContext,
  stack: StackFact,
  says: Member['says'],
  emit: EmitMember,
  nested: Map<string, Member>,
): Promise<{ held: number; noise: number; rows: ReadonlyMap<string, StackRow> }> {
  const sdk: SDK = await import('@aws-sdk/client-cloudformation');
  const counts = { held: 0, noise: 0 };
  const told = new Map<string, StackRow>();
  const failed: string[] = [];
  const input = { StackName: stack.arn || stack.name };
  for await (const page of sdk.paginateListStackResources({ client: ctx.client(sdk.CloudFormationClient) }, input)) {
    const rows = given(page.StackResourceSummaries, 'StackResourceSummaries', 'cloudformation:ListStackResources');
    for (const row of rows) {
      const { LogicalResourceId = '', PhysicalResourceId = '', ResourceStatus = '' } = row;
      if (ResourceStatus.endsWith('_FAILED')) failed.push(LogicalResourceId);
      if (ResourceStatus !== 'DELETE_COMPLETE')
        told.set(LogicalResourceId, { id: PhysicalResourceId, status: ResourceStatus });
      const member = memberOf(row, stack, says);
      if (member === null) continue;
      const noise = isNoise(member.type, member.logicalId, member.id, member.stack);
      counts[noise ? 'noise' : 'held'] += 1;
      if (member.type === STACK) nested.set(member.id, member);
      else emit(noise ? { ...member, says: 'excluded' } : member);
    }
  }
  stack.failed = failed.sort();
  return { ...counts, rows: told };
}

/** null for a row without a type or a logical id, and for one that says that nothing is there. */
function memberOf(row: StackResourceSummary, stack: StackFact, says: Member['says']): Member | null {
  const { ResourceType: type, LogicalResourceId: logicalId, ResourceStatus: status } = row;
  const id = row.PhysicalResourceId ?? '';
  if (!type || !logicalId || status === 'DELETE_COMPLETE') return null;
  if (id === '' && (status === 'CREATE_IN_PROGRESS' || status === 'CREATE_FAILED')) return null;
  const doubtful = status === 'CREATE_FAILED' || status === 'DELETE_SKIPPED';
  const arn = id.startsWith('arn:') ? id : null;
  return { region: stack.region, type, stack: stack.name, logicalId, id, arn, tags: null, says, doubtful };
}

function notesOn(region: string, stacks: readonly StackFact[], onlyMetadata: readonly string[]): string[] {
  const notes = stacks.flatMap(({ name, status }) => {
    const what = meaningOf(status);
    return what === null ? [] : [`${region}: stack ${name} is ${status}: ${what}`];
  });
  if (onlyMetadata.length > 0)
    notes.push(`${region}: these stacks hold only metadata: ${[...onlyMetadata].sort().join(', ')}`);
  return notes.sort();
}

/** Most often a slip of the pen. */
function idlePrefixes(region: string, prefixes: readonly string[], stacks: readonly StackFact[]): readonly string[] {
  const idle = prefixes.filter((prefix) => !stacks.some(({ name }) => name.startsWith(prefix)));
  return idle.map((prefix) => `${region}: no stack begins with ${JSON.stringify(prefix)}`);
}

function meaningOf(status: string): string | null {
  if (status === 'REVIEW_IN_PROGRESS') return 'it was never deployed';
  if (status.endsWith('_IN_PROGRESS')) return 'what it holds may be changing';
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED') return 'its creation failed';
  if (status === 'UPDATE_ROLLBACK_COMPLETE') return 'its last update was rolled back';
  return status.endsWith('_FAILED') ? 'it was left half way' : null;
}
