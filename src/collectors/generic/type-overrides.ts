/** What the generated type knowledge has wrong or cannot know, by type, each with its reason. */
import type { Override, TypeFacts } from './type-facts.ts';

const entry = (types: string, why: string, facts: Partial<TypeFacts>) =>
  types.split(' ').map((type) => [`AWS::${type}`, { why, facts }] as const);

/** Later entries add to earlier ones of the same type. */
const ENTRIES: readonly (readonly [string, Override])[] = [
  ...entry(
    'ApiGatewayV2::Stage ServiceCatalog::ServiceAction ServiceCatalog::CloudFormationProduct',
    'has handlers, though its schema looks like one of before the registry; if not, the first answer says so',
    { handlers: true },
  ),
  ...entry(
    'AmazonMQ::ConfigurationAssociation EC2::NetworkAclEntry EC2::VPNGatewayRoutePropagation IAM::Policy SNS::TopicPolicy SQS::QueuePolicy',
    'its handlers make and delete; none reads',
    { handlers: false },
  ),
  ...entry('AppSync::ApiKey FSx::StorageVirtualMachine FSx::Volume CloudFormation::CustomResource', 'has no handlers', {
    handlers: false,
  }),
  ...entry(
    'EC2::LaunchTemplate',
    'its data is write-only: the model that comes back says nothing of what was declared',
    { handlers: false },
  ),
  ...entry('EC2::PrefixList', 'the read handler fails where the list works', { handlers: false }),
  ...entry(
    'SecretsManager::Secret SSM::Parameter IAM::User Lambda::Permission',
    'its read handler asks for the secret itself, or for what is no read',
    { secretRead: true },
  ),
  ...entry(
    'Scheduler::Schedule',
    'the handler looks into the default group only: one of another group is "not found" though it is there',
    { notFoundIsUnknown: true },
  ),
  ...entry(
    'ElastiCache::ParameterGroup DAX::ParameterGroup',
    'all parameters in force come back, not the ones that were set: what AWS has as default would be compared as design',
    { handlers: false },
  ),
  ...entry('NetworkManager::GlobalNetwork', 'made by AWS, though the schema does not say so', {
    readOnly: ['State', 'CreatedAt'],
  }),
  ...entry('DynamoDB::Table DynamoDB::GlobalTable', 'come back sorted by name', {
    unordered: ['AttributeDefinitions'],
  }),
  ...entry('WAFv2::WebACL WAFv2::RuleGroup', 'each rule has its priority; the list has no order', {
    unordered: ['Rules', 'Rules.*.Statement.RateBasedStatement.CustomKeys'],
  }),
  ...entry('EC2::PrefixList', 'the order of entries means nothing', { unordered: ['Entries'] }),
  ...entry('ECS::TaskDefinition', 'come back in another order than declared', {
    unordered: [
      'ContainerDefinitions.PortMappings',
      'ContainerDefinitions.VolumesFrom',
      'ContainerDefinitions.Environment',
    ],
  }),
  ...entry('ElasticLoadBalancingV2::ListenerRule', 'all conditions must hold, in no order', {
    unordered: ['Conditions'],
  }),
  ...entry('CloudFront::Distribution', 'each stands for its own code', {
    unordered: ['DistributionConfig.CustomErrorResponses'],
  }),
  ...entry('SecretsManager::Secret', 'each stands for its own region', { unordered: ['ReplicaRegions'] }),
  ...entry('ElasticLoadBalancing::LoadBalancer', 'each stands for its own port', { unordered: ['Listeners'] }),
  ...entry('ElasticLoadBalancing::LoadBalancer', 'told in upper case', {
    folded: ['Listeners.*.Protocol', 'Listeners.*.InstanceProtocol'],
  }),
  ...entry('Batch::ComputeEnvironment', 'told in upper case', { folded: ['Type', 'State'] }),
  ...entry('SES::ConfigurationSetEventDestination', 'told in lower case', {
    folded: ['EventDestination.MatchingEventTypes'],
  }),
  ...entry('RDS::OptionGroup', 'kept in lower case', { folded: ['EngineName'] }),
  ...entry('Lambda::Function', 'the order of layers decides which file wins', { ordered: ['Layers'] }),
  ...entry('Cognito::UserPoolClient', 'comes back since 2026, and is a secret of this one client', {
    readOnly: ['ClientSecret'],
  }),
  ...entry('EC2::VPNConnection', 'holds the pre-shared keys of the tunnels', {
    readOnly: ['CustomerGatewayConfiguration'],
  }),
  ...entry('EFS::AccessPoint', 'made up where none is given', { readOnly: ['ClientToken'] }),
  ...entry('ECR::Repository', 'says which account it is in', { readOnly: ['LifecyclePolicy.RegistryId'] }),
  ...entry('ApiGateway::RestApi ApiGatewayV2::Api', 'an import mode, not a property of what is there', {
    writeOnly: ['FailOnWarnings', 'Mode'],
  }),
];

export const OVERRIDES: ReadonlyMap<string, readonly Override[]> = grouped();

function grouped(): ReadonlyMap<string, readonly Override[]> {
  const byType = new Map<string, Override[]>();
  for (const [type, override] of ENTRIES) byType.set(type, [...(byType.get(type) ?? []), override]);
  return byType;
}
