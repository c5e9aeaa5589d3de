/** What CloudFormation answers in the benchmarks: stacks, their resources and templates. */
import { ACCOUNT } from '../inventory.mjs';
import { of, page, WHEN } from './shared.mjs';

const stackId = (region, name) =>
  `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/${name}/00000000-0000-4000-8000-000000000000`;

export const cloudformation = {
  ListStacks: ({ region, input }) => {
    const { stacks, foreign } = of(region);
    const { items, next } = page([...stacks, ...foreign], 100, input.NextToken, 100);
    const member = items.map((name) => ({
      StackId: stackId(region, name),
      StackName: name,
      CreationTime: WHEN,
      StackStatus: 'CREATE_COMPLETE',
    }));
    return { StackSummaries: { member }, NextToken: next };
  },
  ListStackResources: ({ region, input }) => {
    const stack = input.StackName.startsWith('arn:') ? input.StackName.split('/')[1] : input.StackName;
    const member = of(region)
      .resources.filter((resource) => resource.stack === stack)
      .map(({ logicalId, id, type }) => ({
        LogicalResourceId: logicalId,
        PhysicalResourceId: id,
        ResourceType: type,
        LastUpdatedTimestamp: WHEN,
        ResourceStatus: 'CREATE_COMPLETE',
        DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
      }));
    return { StackResourceSummaries: { member } };
  },
  DescribeStacks: ({ region, input }) => {
    const { stacks, foreign } = of(region);
    const { items, next } = page([...stacks, ...foreign], 100, input.NextToken, 100);
    const member = items.map((name) => ({
      StackId: stackId(region, name),
      StackName: name,
      CreationTime: WHEN,
      StackStatus: 'CREATE_COMPLETE',
      Parameters: { member: [{ ParameterKey: 'Stage', ParameterValue: 'prod' }] },
      Outputs: { member: [{ OutputKey: 'Region', OutputValue: region }] },
    }));
    return { Stacks: { member }, NextToken: next };
  },
  GetTemplate: ({ region, input }) => {
    const stack = input.StackName.startsWith('arn:') ? input.StackName.split('/')[1] : input.StackName;
    const made = of(region).resources.filter((resource) => resource.stack === stack);
    const Resources = Object.fromEntries(
      made.map(({ logicalId, type }) => [
        logicalId,
        {
          Type: type,
          Properties: { Tags: [{ Key: 'stage', Value: { Ref: 'Stage' } }], Description: `${logicalId} of a stack` },
        },
      ]),
    );
    const TemplateBody = JSON.stringify({ Parameters: { Stage: { Type: 'String' } }, Resources });
    return { TemplateBody, StagesAvailable: { member: ['Original', 'Processed'] } };
  },
};
