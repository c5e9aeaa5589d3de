/** The collector of `AWS::Lambda::Version`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { codeComparators, codeOf, provisionedOf } from './lambda.ts';

export default defineCollector({
  type: 'AWS::Lambda::Version',
  summary: 'Published versions that a stack declares: their code, provisioned concurrency.',
  scope: 'regional',
  livesIn: { FunctionName: 'AWS::Lambda::Function' },
  actions: ['lambda:ListFunctions'],
  async *list(ctx) {
    const { LambdaClient, paginateListFunctions } = await import('@aws-sdk/client-lambda');
    const config = { client: ctx.client(LambdaClient), pageSize: 50 };
    for await (const page of paginateListFunctions(config, { FunctionVersion: 'ALL' })) {
      for (const one of given(page.Functions, 'Functions')) {
        if (one.Version === undefined || one.Version === '$LATEST') continue;
        const id = one.FunctionArn ?? '';
        const properties = { ...mapped(one, { take: ['Description', 'FunctionName', 'Version'] }), ...codeOf(one) };
        yield { id, arn: id, name: null, properties };
      }
    }
  },
  parts: [
    {
      action: 'lambda:GetProvisionedConcurrencyConfig',
      properties: ['ProvisionedConcurrencyConfig'],
      read: (ctx, { properties }) => provisionedOf(ctx, String(properties.FunctionName), String(properties.Version)),
    },
  ],
  tags: 'none',
  counts: 'declared',
  needs: ['AWS::Lambda::Function'],
  references: { FunctionName: 'AWS::Lambda::Function' },
  comparators: {
    ...codeComparators,
    Description: { compare: 'same', severity: 'low' },
    FunctionName: 'same',
    'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions': { compare: 'same', worse: 'smaller' },
    Version: {
      compare: 'ignored',
      why: 'Versions are counted up in each region: `CodeSha256` tells which code it is.',
    },
  },
  wordsForPeople: ['Description'],
  notRead: {
    FunctionScalingConfig: 'a call for each version on a capacity provider tells it',
    RuntimePolicy: 'a call for each version tells it',
  },
  cannotSee: ['Versions that no stack declares: they are history.', 'The code itself: what is told is its hash.'],
});
