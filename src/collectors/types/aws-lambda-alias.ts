/** The collector of `AWS::Lambda::Alias`. */
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { aliases, codeComparators, codeOf, policyOf, provisionedOf } from './lambda.ts';

/** `arn:…:function:NAME:ALIAS`. */
const qualified = (arn: string) => {
  const [name = '', qualifier = ''] = arn.split(':').slice(-2);
  return [name, qualifier] as const;
};

export default defineCollector({
  type: 'AWS::Lambda::Alias',
  summary: 'Aliases: the code behind each, weights, provisioned concurrency, who may call it.',
  scope: 'regional',
  livesIn: { FunctionName: 'AWS::Lambda::Function' },
  actions: ['lambda:ListFunctions', 'lambda:ListAliases'],
  async *list(ctx) {
    for (const alias of await aliases(ctx)) {
      const id = alias.AliasArn ?? '';
      const properties = mapped(alias, {
        take: ['Description', 'FunctionName', 'FunctionVersion', 'Name'],
        rename: { RoutingConfig: 'RoutingConfig.AdditionalVersionWeights' },
      });
      const { RoutingConfig: weights, ...others } = properties;
      const routing = weights && { RoutingConfig: { AdditionalVersionWeights: Object.values(weights) } };
      yield { id, arn: id, name: alias.Name ?? null, properties: { ...others, ...routing } };
    }
  },
  parts: [
    {
      action: 'lambda:GetFunctionConfiguration',
      properties: ['CodeSha256', 'CodeSize', 'ImageDigest'],
      async read(ctx, { id }) {
        const { GetFunctionConfigurationCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
        const [FunctionName, Qualifier] = qualified(id);
        const command = new GetFunctionConfigurationCommand({ FunctionName, Qualifier });
        return codeOf(await ctx.client(LambdaClient).send(command));
      },
    },
    {
      action: 'lambda:GetProvisionedConcurrencyConfig',
      properties: ['ProvisionedConcurrencyConfig'],
      read: (ctx, { id }) => provisionedOf(ctx, ...qualified(id)),
    },
    {
      action: 'lambda:GetPolicy',
      properties: ['Policy'],
      read: (ctx, { id }) => policyOf(ctx, ...qualified(id)),
    },
  ],
  tags: 'none',
  uniqueName: false,
  needs: ['AWS::Lambda::Function'],
  references: { FunctionName: 'AWS::Lambda::Function' },
  comparators: {
    ...codeComparators,
    Description: { compare: 'same', severity: 'low' },
    FunctionName: 'same',
    FunctionVersion: {
      compare: 'ignored',
      why: 'Versions are counted up in each region: `CodeSha256` tells which code it is.',
    },
    Name: 'same',
    Policy: { compare: 'same', severity: 'high', why: 'It decides who may call the alias.' },
    'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions': {
      compare: 'same',
      worse: 'smaller',
      why: 'Under scaling it moves: declare that in the baseline.',
    },
    'RoutingConfig.AdditionalVersionWeights': {
      compare: 'same',
      why: 'The weights, without the numbers of the versions that they are of.',
    },
  },
  policies: ['Policy'],
  wordsForPeople: ['Description'],
  cannotSee: ['Which code a version has that takes a part of the traffic.'],
});
