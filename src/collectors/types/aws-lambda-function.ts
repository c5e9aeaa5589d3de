/** The collector of `AWS::Lambda::Function`. */
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { variables } from '../secret-values.ts';
import { codeComparators, codeOf, functions, policyOf } from './lambda.ts';

export default defineCollector({
  type: 'AWS::Lambda::Function',
  summary: 'Functions: code by its hash, variables as digests, size, network, concurrency, who may call them.',
  scope: 'regional',
  uniqueName: true,
  actions: ['lambda:ListFunctions'],
  async *list(ctx) {
    for (const one of await functions(ctx)) {
      const id = one.FunctionName ?? '';
      yield { id, arn: one.FunctionArn ?? null, name: id, properties: propertiesOf(one) };
    }
  },
  parts: [
    {
      // What the list answered; a call of its own is not made. Variables that may not be decrypted are unknown, and not none.
      action: 'lambda:ListFunctions',
      properties: ['Environment'],
      async read(ctx, { id }) {
        const { Environment } = (await functions(ctx)).find(({ FunctionName }) => FunctionName === id) ?? {};
        if (Environment?.Error !== undefined) {
          const { ErrorCode, Message } = Environment.Error;
          throw Object.assign(new Error(Message ?? 'the variables are not told'), { name: ErrorCode ?? 'Error' });
        }
        const given = Environment?.Variables ?? {};
        return Object.keys(given).length === 0 ? {} : { Environment: { Variables: variables(given, ctx) } };
      },
    },
    {
      action: 'lambda:GetFunctionConcurrency',
      properties: ['ReservedConcurrentExecutions'],
      async read(ctx, { id }) {
        const { GetFunctionConcurrencyCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
        const command = new GetFunctionConcurrencyCommand({ FunctionName: id });
        const { ReservedConcurrentExecutions } = await ctx.client(LambdaClient).send(command);
        return compact({ ReservedConcurrentExecutions });
      },
    },
    { action: 'lambda:GetPolicy', properties: ['Policy'], read: (ctx, { id }) => policyOf(ctx, id) },
  ],
  tags: 'tagging-api',
  absorbs: ['AWS::Lambda::Permission'],
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::Lambda::LayerVersion'],
  references: { 'LoggingConfig.LogGroup': 'AWS::Logs::LogGroup' },
  comparators: {
    Architectures: 'same',
    'CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig': 'same',
    ...codeComparators,
    'DeadLetterConfig.TargetArn': { compare: 'same', worse: 'absent' },
    Description: { compare: 'same', severity: 'low' },
    'DurableConfig.ExecutionTimeout': 'same',
    'DurableConfig.RetentionPeriodInDays': 'same',
    'EphemeralStorage.Size': { compare: 'same', worse: 'smaller' },
    Handler: 'same',
    'ImageConfig.Command': 'same',
    'ImageConfig.EntryPoint': 'same',
    'ImageConfig.WorkingDirectory': 'same',
    KmsKeyArn: { compare: 'same', severity: 'high', worse: 'absent' },
    Layers: { compare: 'same', why: 'In their order, by which the last one wins.' },
    'LoggingConfig.ApplicationLogLevel': 'same',
    'LoggingConfig.LogFormat': 'same',
    'LoggingConfig.LogGroup': 'same',
    'LoggingConfig.SystemLogLevel': 'same',
    MemorySize: { compare: 'same', worse: 'smaller' },
    PackageType: 'same',
    Policy: { compare: 'same', severity: 'high', why: 'It decides who may call the function.' },
    ReservedConcurrentExecutions: {
      compare: 'same',
      severity: 'high',
      worse: 'smaller',
      why: 'What comes on top is refused; 0 switches the function off.',
    },
    Role: { compare: 'same', severity: 'high', why: 'It decides what the function may do.' },
    Runtime: 'same',
    'SnapStart.ApplyOn': 'same',
    'TenancyConfig.TenantIsolationMode': 'same',
    Timeout: { compare: 'same', worse: 'smaller' },
    'TracingConfig.Mode': 'same',
    'VpcConfig.Ipv6AllowedForDualStack': 'same',
    'VpcConfig.SecurityGroupIds': { compare: 'same', severity: 'high', why: 'They decide what the function reaches.' },
    'VpcConfig.SubnetIds': {
      compare: 'same',
      severity: 'high',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
  },
  policies: ['Policy'],
  sets: ['Architectures', 'VpcConfig.SecurityGroupIds', 'VpcConfig.SubnetIds'],
  keyed: { FileSystemConfigs: ['LocalMountPath'] },
  wordsForPeople: ['Description'],
  notRead: {
    Code: 'where it was uploaded from; its hash and size tell what it is, and GetFunction would answer a signed address of it',
    CodeSigningConfigArn: 'a call for each function tells it',
    FunctionName: 'it is the name',
    FunctionScalingConfig: 'a call for each version on a capacity provider tells it',
    PublishToLatestPublished: 'a switch of the deployment, which no call gives',
    RecursiveLoop: 'a call for each function tells it',
    RuntimeManagementConfig: 'a call for each function tells it',
  },
  cannotSee: [
    'The code itself, and the address of an image: what is told is its hash.',
    'The values of variables that are kept as digests: that they differ, and not in what.',
    'Settings of asynchronous calls (AWS::Lambda::EventInvokeConfig).',
    'What is invoked, throttled or failing: that is load.',
  ],
});

function propertiesOf(one: FunctionConfiguration): JsonObject {
  const { LogGroup, ...logging } = one.LoggingConfig ?? {};
  const isOwnGroup = LogGroup === `/aws/lambda/${one.FunctionName}`;
  return {
    ...mapped(
      {
        ...one,
        Layers: one.Layers?.map(({ Arn }) => Arn),
        // The group of its own name is AWS's choice.
        LoggingConfig: { ...logging, ...(!isOwnGroup && { LogGroup }) },
        VpcConfig: {
          SecurityGroupIds: sorted(one.VpcConfig?.SecurityGroupIds),
          SubnetIds: sorted(one.VpcConfig?.SubnetIds),
          // Without a VPC it says nothing.
          ...(one.VpcConfig?.Ipv6AllowedForDualStack && { Ipv6AllowedForDualStack: true }),
        },
      },
      {
        take: [
          ...['Architectures', 'CapacityProviderConfig', 'DeadLetterConfig', 'Description'],
          ...['DurableConfig', 'EphemeralStorage', 'FileSystemConfigs', 'Handler', 'Layers', 'LoggingConfig'],
          ...['MemorySize', 'PackageType', 'Role', 'Runtime', 'TenancyConfig', 'Timeout', 'TracingConfig'],
          'VpcConfig',
        ],
        rename: { ImageConfig: 'ImageConfigResponse.ImageConfig', KmsKeyArn: 'KMSKeyArn' },
        sets: ['Architectures'],
      },
    ),
    ...codeOf(one),
    // Whether a snapshot has been made is of the moment.
    ...compact({ SnapStart: one.SnapStart?.ApplyOn && { ApplyOn: one.SnapStart.ApplyOn } }),
  };
}
