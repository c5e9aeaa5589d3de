/** The collector of `AWS::CloudFormation::StackSet`. */
import type { StackSet } from '@aws-sdk/client-cloudformation';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector, tagRecord } from '../collector.ts';
import { mapped, plainJson } from '../mapping.ts';
import { textDigest, variable } from '../secret-values.ts';

const READ = [
  ...['AdministrationRoleARN', 'AutoDeployment', 'Capabilities', 'Description', 'ExecutionRoleName'],
  ...['ManagedExecution', 'OrganizationalUnitIds', 'Parameters', 'PermissionModel', 'Regions', 'TemplateBody'],
];

export default defineCollector({
  type: 'AWS::CloudFormation::StackSet',
  summary: 'Stack sets of the account: template and parameters as digests, roles, where they are rolled out.',
  scope: 'regional',
  uniqueName: true,
  actions: ['cloudformation:ListStackSets'],
  async *list(ctx) {
    const { CloudFormationClient, paginateListStackSets } = await import('@aws-sdk/client-cloudformation');
    const config = { client: ctx.client(CloudFormationClient), pageSize: 100 };
    for await (const page of paginateListStackSets(config, { Status: 'ACTIVE' })) {
      for (const { StackSetId = '', StackSetName } of given(page.Summaries, 'Summaries')) {
        const arn = `arn:${ctx.partition}:cloudformation:${ctx.region}:${ctx.account}:stackset/${StackSetId}`;
        yield { id: StackSetId, arn, name: StackSetName ?? null, properties: {} };
      }
    }
  },
  parts: [
    {
      action: 'cloudformation:DescribeStackSet',
      properties: [...READ, 'Tags'],
      async read(ctx, { id, name }) {
        const { CloudFormationClient, DescribeStackSetCommand } = await import('@aws-sdk/client-cloudformation');
        const command = new DescribeStackSetCommand({ StackSetName: name ?? id });
        const { StackSet: set } = await ctx.client(CloudFormationClient).send(command);
        if (set === undefined) throw new Error('the answer carries no StackSet');
        return { ...described(set, ctx), Tags: tagRecord(set.Tags) };
      },
    },
  ],
  tags: 'part',
  comparators: {
    AdministrationRoleARN: { compare: 'same', severity: 'high' },
    'AutoDeployment.DependsOn': 'same',
    'AutoDeployment.Enabled': { compare: 'same', severity: 'high' },
    'AutoDeployment.RetainStacksOnAccountRemoval': 'same',
    Capabilities: 'same',
    Description: { compare: 'same', severity: 'low' },
    ExecutionRoleName: { compare: 'same', severity: 'high' },
    'ManagedExecution.Active': 'same',
    OrganizationalUnitIds: { compare: 'same', severity: 'high' },
    PermissionModel: { compare: 'same', severity: 'high' },
    Regions: {
      compare: 'advisory',
      why: 'It rolls out to these, wherever it is kept: two sets of one name mostly share the regions out.',
    },
    TemplateBody: { compare: 'same', severity: 'high', why: 'As a digest: it tells whether two are the same.' },
  },
  sets: ['AutoDeployment.DependsOn', 'Capabilities', 'OrganizationalUnitIds', 'Regions'],
  keyed: { Parameters: ['ParameterKey'] },
  wordsForPeople: ['Description'],
  notRead: {
    CallAs: 'as whom it was made; what the account itself has is read',
    OperationPreferences: 'how fast the last change went, which CloudFormation does not keep',
    StackInstancesGroup: 'told as Regions and OrganizationalUnitIds',
    StackSetName: 'it is the name',
    TemplateURL: 'where the template came from; TemplateBody tells what it is',
  },
  cannotSee: [
    'What the template says, and what parameters are: they are kept as digests.',
    'The stacks that came of it in other accounts, and whether the last roll-out went well.',
    'Sets that a delegated administrator sees of the management account.',
  ],
});

function described(set: StackSet, ctx: CollectorContext): JsonObject {
  const parameters = set.Parameters?.map(({ ParameterKey = '', ParameterValue = '' }) => ({
    ParameterKey,
    ParameterValue: variable(ParameterKey, ParameterValue, ctx),
  }));
  return compact({
    ...mapped(set, {
      take: [
        ...['AdministrationRoleARN', 'AutoDeployment', 'Description', 'ExecutionRoleName', 'ManagedExecution'],
        'PermissionModel',
      ],
    }),
    Capabilities: sorted(set.Capabilities),
    OrganizationalUnitIds: sorted(set.OrganizationalUnitIds),
    Parameters: plainJson(parameters),
    Regions: sorted(set.Regions),
    TemplateBody: set.TemplateBody ? textDigest(set.TemplateBody, ctx) : undefined,
  });
}
