/** The page docs/baseline.md. */
import { baselineJsonSchema } from './baseline-schema.ts';
import type { DeclaredRule } from './rule-settings.ts';

type Schema = {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
};

/** An example for each section; the tests read every one of them as a baseline. */
export const SECTION_EXAMPLES: { readonly [section: string]: string } = {
  $schema: '{ "$schema": "infra-parity.schema.json", "version": 1 }',
  version: 'version: 1',
  regions: 'regions: [us-east-1, eu-central-1, eu-west-1]',
  places:
    "places:\n  production: {region: us-east-1, account: '111122223333', profile: prod}\n  standby:\n    region: eu-central-1\n    roleArn: arn:aws:iam::444455556666:role/parity-read\n    externalIdFrom: PARITY_EXTERNAL_ID\nreference: production\nroles: {production: primary}",
  groups: 'groups: {each: account}',
  reference: 'reference: us-east-1',
  roles: 'roles:\n  us-east-1: primary\n  eu-central-1: standby',
  words: 'words:\n  us-east-1: [va, iad]\n  eu-central-1: fra',
  select:
    'select:\n  stackPrefixes: [shop-]\n  tags:\n    app: shop\n    stage: [prod, canary]\n  excludeTypes: [AWS::Logs::LogGroup]',
  networks:
    'networks:\n  office: 203.0.113.0/24\n  partners: [198.51.100.0/24, 2001:db8::/32]\n  us-east-1:\n    app: 10.1.0.0/16\n  eu-central-1:\n    app: 10.2.0.0/16',
  expect:
    'roles: {us-east-1: primary, eu-central-1: standby}\nexpect:\n  - type: AWS::RDS::DBInstance\n    count: ">=1"\n    why: the orders are kept here\n  - type: AWS::RDS::DBInstance\n    role: primary\n    counterpart: Orders*\n    properties:\n      StorageEncrypted: true\n      BackupRetentionPeriod: ">=7"\n      EngineVersion: ">=15.4"\n      DBInstanceClass: {oneOf: [db.r6g.large, db.r6g.xlarge]}\n      KmsKeyId: {present: true}\n      PreferredBackupWindow: {matches: "^0[1-4]:"}\n    severity: critical\n  - type: AWS::EC2::VPC\n    related:\n      - {type: AWS::EC2::Subnet, by: VpcId, count: 4}\n      - {type: AWS::EC2::InternetGateway, by: VpcIds, count: 1}\n  - type: AWS::ElasticLoadBalancingV2::Listener\n    where: {Port: 80}\n    count: 1\n  - type: AWS::ECS::Service\n    properties:\n      LoadBalancers: {count: ">=1"}\n      LiveState.RunningCount: {sameAs: LiveState.DesiredCount}\n    sameVpcAs: {type: AWS::RDS::DBInstance, counterpart: Orders*}',
  comparators:
    'comparators:\n  AWS::RDS::DBInstance:\n    DBInstanceClass: same-size\n    PreferredMaintenanceWindow: must-differ\n    AllocatedStorage: {compare: within, percent: 20, severity: low, why: the standby grows later}\n  AWS::EC2::VPC:\n    EnableDnsHostnames: ignored',
  asymmetry:
    'roles: {us-east-1: primary, eu-central-1: standby}\nasymmetry:\n  - type: AWS::CodePipeline::Pipeline\n    only: [us-east-1]\n    reason: one pipeline deploys both regions\n  - stack: shop-reporting*\n    only: {role: primary}\n    reason: reports are made once\n  - type: AWS::ECS::Service\n    count: {primary: ">=2", standby: 1}\n    reason: the standby carries no load\n  - type: AWS::RDS::DBInstance\n    counterpart: Orders*\n    properties: [MultiAZ, BackupRetentionPeriod]\n    reason: the standby is a replica',
  pairs:
    'pairs:\n  - type: AWS::S3::Bucket\n    name: uploads\n    resources:\n      us-east-1: shop-uploads-main\n      eu-central-1: shop-files-frankfurt',
  stacks:
    'stacks:\n  - us-east-1: shop-orders\n    eu-central-1: shop-auftraege\n  - {us-east-1: shop-web, eu-central-1: shop-netz}',
  rules:
    'rules:\n  tag-drift:\n    severity: low\n    options:\n      ignore: [deploy-*]\n  extra-resource: off\n  region-isolation: critical\n  trail-coverage:\n    options: {required: true}\n  world-open-port:\n    options:\n      ports: [22, 3389, 8000-8999, all]\n      allow: [{counterpart: Bastion*, ports: [22]}]',
  waivers:
    'waivers:\n  - finding: "0a1b2c3d4e5f6071"\n    reason: the second region opens in spring\n    owner: payments\n    until: 2026-06-30\n  - rule: property-drift\n    type: AWS::RDS::DBInstance\n    counterpart: Orders*\n    property: DBInstanceClass\n    regions: [eu-central-1]\n    reason: the larger class is on order\n    owner: platform\n    until: 2026-03-31',
  defaultExpectations: 'defaultExpectations: false',
  failOn: 'failOn: high',
  strict: 'strict: true',
};

/** The reference of the baseline in Markdown, from its schema. */
export function baselinePage(rules: readonly DeclaredRule[]): string {
  const { properties = {} } = baselineJsonSchema(rules) as Schema;
  return [
    '# The baseline',
    "`infra-parity.yaml` says what you expect. It is looked for in the working directory and above (`infra-parity.yaml`, `.yml` or `.json`), or named with `--baseline FILE`. Above the working directory it is obeyed as far as the root of the repository, and only when it is yours, root's, or of whoever called `sudo`; a line on stderr says when it is not. Every section may be left out. It is YAML 1.2: anchors may be used, a key that stands twice is an error. Unknown names are errors with their line, never ignored.",
    'For an editor that completes and checks it, write the schema to a file with `infra-parity schema baseline` and point to it in the first line:',
    '```yaml\n# yaml-language-server: $schema=./baseline.schema.json\n```',
    'In patterns `*` stands for any text and `?` for one character.',
    ...Object.entries(properties).map(section),
    '',
  ].join('\n\n');
}

function section([name, schema]: [string, Schema]): string {
  const members = name === 'rules' ? [] : membersOf(schema, '');
  const language = name === '$schema' ? 'json' : 'yaml';
  return [
    `## ${name}`,
    `${schema.description ?? ''} ${kindOf(schema)}.`.trim(),
    ...(name === 'rules' ? ['[The rules](rules.md) and their options have pages of their own.'] : []),
    ...(members.length > 0 ? [members.join('\n')] : []),
    `\`\`\`${language}\n${SECTION_EXAMPLES[name] ?? ''}\n\`\`\``,
  ].join('\n\n');
}

/** The members of an object at any depth, as nested list items. */
function membersOf(schema: Schema, indent: string): readonly string[] {
  const inside = schema.items ?? schema;
  if (inside !== schema) return membersOf(inside, indent);
  const required = new Set(schema.required);
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [
    `${indent}- \`${name}\`${required.has(name) ? ' (required)' : ''}: ${member.description ?? ''} ${kindOf(member)}.`,
    ...membersOf(member, `${indent}  `),
  ]);
  const values = typeof schema.additionalProperties === 'object' ? membersOf(schema.additionalProperties, indent) : [];
  return [...own, ...values, ...(schema.anyOf ?? []).flatMap((branch) => membersOf(branch, indent))];
}

/** What may stand there, in a few words. */
function kindOf(schema: Schema): string {
  const { anyOf, enum: words, const: word, type, items, additionalProperties, properties, default: byDefault } = schema;
  const tail = byDefault === undefined ? '' : `, default \`${JSON.stringify(byDefault)}\``;
  if (words) return `One of ${words.map((one) => `\`${one}\``).join(', ')}${tail}`;
  if (word !== undefined) return `\`${word}\`${tail}`;
  if (anyOf)
    return `${[...new Set(anyOf.map(kindOf))].map((kind, index) => (index === 0 ? kind : lower(kind))).join('; or ')}${tail}`;
  if (type === 'array') return `List: ${lower(kindOf(items ?? {}))}${tail}`;
  if (properties)
    return `Object with ${Object.keys(properties)
      .map((name) => `\`${name}\``)
      .join(', ')}`;
  if (typeof additionalProperties === 'object') return `Map to: ${lower(kindOf(additionalProperties))}`;
  return `${{ string: 'Text', number: 'Number', integer: 'Whole number', boolean: '`true` or `false`', null: '`null`' }[type ?? ''] ?? 'Any value'}${tail}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
