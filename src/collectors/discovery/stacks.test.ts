import { describe, expect, it } from 'vitest';
import { operationOf } from '../aws/errors.ts';
import { denied, stubContext } from '../testing.ts';
import type { Member } from './member.ts';
import { attribute, discoverStacks } from './stacks.ts';

const arnOf = (name: string) => `arn:aws:cloudformation:us-east-1:1:stack/${name}/1`;
const stack = (StackName: string, StackStatus = 'CREATE_COMPLETE', more: object = {}) => ({
  StackName,
  StackId: arnOf(StackName),
  StackStatus,
  ...more,
});
const row = (
  LogicalResourceId: string,
  ResourceType: string,
  PhysicalResourceId = 'x',
  ResourceStatus = 'CREATE_COMPLETE',
) => ({
  LogicalResourceId,
  ResourceType,
  PhysicalResourceId,
  ResourceStatus,
});

/** Stacks by name, with their rows in pages. */
function world(stacks: Record<string, { summary: object; pages: object[][] }>) {
  const summaries = Object.values(stacks).map(({ summary }) => summary);
  return stubContext({
    ListStacks: [{ StackSummaries: summaries.slice(0, 1), NextToken: 'more' }, { StackSummaries: summaries.slice(1) }],
    ListStackResources: ({ StackName, NextToken }) => {
      const name = /stack\/([^/]+)\//.exec(String(StackName))?.[1] ?? String(StackName);
      const pages = stacks[name]?.pages ?? [];
      const page = Number(NextToken ?? 0);
      const next = page + 1 < pages.length ? { NextToken: String(page + 1) } : {};
      return { StackResourceSummaries: pages[page] ?? [], ...next };
    },
  });
}

async function read(stacks: Parameters<typeof world>[0], prefixes: readonly string[] | null) {
  const members: Member[] = [];
  const ctx = world(stacks);
  const found = await discoverStacks(ctx, prefixes, (member) => members.push(member));
  return {
    ...found,
    ctx,
    members,
    told: members.map(({ says, stack: of, logicalId }) => `${says} ${of} ${logicalId}`).sort(),
  };
}

describe('stacks', () => {
  it('are found by prefix, nested and sibling alike, and read page by page', async () => {
    const { told, stacks, nested, ctx, errors } = await read(
      {
        app: {
          summary: stack('app'),
          pages: [[row('Net', 'AWS::CloudFormation::Stack', arnOf('app-Net-1X'))], [row('Queue', 'AWS::SQS::Queue')]],
        },
        other: { summary: stack('other'), pages: [[row('Nothing', 'AWS::SQS::Queue')]] },
        'app-Net-1X': {
          summary: stack('app-Net-1X', 'CREATE_COMPLETE', { ParentId: arnOf('app') }),
          pages: [[row('Vpc', 'AWS::EC2::VPC')]],
        },
        'app-sibling': { summary: stack('app-sibling'), pages: [[row('Topic', 'AWS::SNS::Topic')]] },
      },
      ['app'],
    );
    expect(told).toEqual(['stack app Queue', 'stack app-Net-1X Vpc', 'stack app-sibling Topic']);
    expect(stacks.map(({ name }) => name)).toEqual(['app', 'app-Net-1X', 'app-sibling']);
    expect(nested.get(arnOf('app-Net-1X'))).toMatchObject({ stack: 'app', logicalId: 'Net' });
    expect(errors).toEqual([]);
    const input = ctx.calls[0]?.input ?? {};
    expect(input.StackStatusFilter).toContain('UPDATE_ROLLBACK_FAILED');
    expect(input.StackStatusFilter).not.toContain('DELETE_COMPLETE');
    expect(ctx.calls.some(({ input: asked }) => asked.StackName === arnOf('other'))).toBe(false);
  });

  it('hold rows that say nothing, and rows that say that nothing is there', async () => {
    const { members } = await read(
      {
        app: {
          summary: stack('app'),
          pages: [
            [
              row('', '', ''),
              { ResourceStatus: 'CREATE_COMPLETE' },
              row('Gone', 'AWS::SQS::Queue', 'q', 'DELETE_COMPLETE'),
              row('Coming', 'AWS::SQS::Queue', '', 'CREATE_IN_PROGRESS'),
              row('Never', 'AWS::SQS::Queue', '', 'CREATE_FAILED'),
              row('Half', 'AWS::SQS::Queue', 'half', 'CREATE_FAILED'),
              row('Kept', 'AWS::S3::Bucket', 'kept', 'DELETE_SKIPPED'),
              row('Blank', 'AWS::RDS::DBSubnetGroup', ''),
            ],
          ],
        },
      },
      ['app'],
    );
    expect(members.map(({ logicalId, doubtful }) => [logicalId, doubtful])).toEqual([
      ['Half', true],
      ['Kept', true],
      ['Blank', false],
    ]);
  });

  it('without a prefix are all read, and what the bootstrap and the helpers hold is left out', async () => {
    const description = 'This stack includes resources needed to deploy AWS CDK apps into this environment';
    const { told, stacks } = await read(
      {
        app: {
          summary: stack('app'),
          pages: [
            [
              row('CustomCrossRegionExportWriterCustomResourceProviderRoleC951B1E1', 'AWS::IAM::Role'),
              row('Queue', 'AWS::SQS::Queue'),
            ],
          ],
        },
        MyToolkit: {
          summary: stack('MyToolkit', 'CREATE_COMPLETE', { TemplateDescription: description }),
          pages: [[row('Bucket', 'AWS::S3::Bucket')]],
        },
      },
      null,
    );
    expect(told).toEqual([
      'excluded MyToolkit Bucket',
      'excluded app CustomCrossRegionExportWriterCustomResourceProviderRoleC951B1E1',
      'stack app Queue',
    ]);
    expect(stacks.map(({ name }) => name)).toEqual(['app']);
  });

  it('tell of their state, and of wrappers that hold only metadata', async () => {
    const { notes, ctx } = await read(
      {
        a1: { summary: stack('a1', 'UPDATE_IN_PROGRESS'), pages: [[row('Q', 'AWS::SQS::Queue')]] },
        a2: { summary: stack('a2', 'ROLLBACK_COMPLETE'), pages: [[]] },
        a3: { summary: stack('a3', 'DELETE_FAILED'), pages: [[row('Q', 'AWS::SQS::Queue')]] },
        a4: { summary: stack('a4', 'REVIEW_IN_PROGRESS'), pages: [[]] },
        a5: { summary: stack('a5'), pages: [[row('CDKMetadata', 'AWS::CDK::Metadata')]] },
        a6: { summary: stack('a6', 'UPDATE_ROLLBACK_COMPLETE'), pages: [[row('Q', 'AWS::SQS::Queue')]] },
      },
      ['a', 'b'],
    );
    expect(notes).toEqual([
      'us-east-1: stack a1 is UPDATE_IN_PROGRESS: what it holds may be changing',
      'us-east-1: stack a2 is ROLLBACK_COMPLETE: its creation failed',
      'us-east-1: stack a3 is DELETE_FAILED: it was left half way',
      'us-east-1: stack a4 is REVIEW_IN_PROGRESS: it was never deployed',
      'us-east-1: stack a6 is UPDATE_ROLLBACK_COMPLETE: its last update was rolled back',
      'us-east-1: these stacks hold only metadata: a5',
      'us-east-1: no stack begins with "b"',
    ]);
    expect(ctx.calls.some(({ input }) => input.StackName === arnOf('a4'))).toBe(false);
  });

  it('that cannot be read leave an error, and what was read before', async () => {
    const members: Member[] = [];
    const ctx = stubContext({
      ListStacks: [{ StackSummaries: [stack('app')], NextToken: 'more' }, denied('cloudformation:ListStacks')],
      ListStackResources: { StackResourceSummaries: [row('Queue', 'AWS::SQS::Queue')] },
    });
    const { errors, notes } = await discoverStacks(ctx, ['app', 'b'], (member) => members.push(member));
    expect(errors).toHaveLength(1);
    expect(members).toHaveLength(1);
    // Whether there is one is not known.
    expect(notes).toEqual([]);
  });

  it('say which logical ids they gave, where a tag selects', async () => {
    const members: Member[] = [];
    const ctx = world({ app: { summary: stack('app'), pages: [[row('Queue', 'AWS::SQS::Queue')]] } });
    const told = await attribute(ctx, [arnOf('app')], (member) => members.push(member));
    expect(told).toEqual({ notes: [], errors: [] });
    expect(members).toMatchObject([{ says: 'attribution', stack: 'app', logicalId: 'Queue' }]);
  });

  it('are asked in vain where they are gone, and fail where they cannot be read', async () => {
    const gone = Object.assign(new Error('Stack with id old does not exist'), { name: 'ValidationError' });
    const left = await attribute(stubContext({ ListStackResources: gone }), ['old'], () => {});
    expect(left).toEqual({
      notes: ['us-east-1: stack old is gone: what is left of it has no logical ids'],
      errors: [],
    });
    const refused = denied('cloudformation:ListStackResources');
    const none = await attribute(stubContext({ ListStackResources: refused }), ['app'], () => {});
    expect(none.notes).toEqual([]);
    expect(none.errors).toHaveLength(1);
  });

  it('name the call whose answer says nothing', async () => {
    const strange = stubContext({ ListStacks: {}, ListStackResources: {} });
    const { errors } = await discoverStacks(strange, null, () => {});
    expect(errors.map(operationOf)).toEqual(['cloudformation:ListStacks']);
    const { errors: more } = await attribute(strange, ['app'], () => {});
    expect(more.map(operationOf)).toEqual(['cloudformation:ListStackResources']);
  });
});
